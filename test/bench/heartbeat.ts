// Measures the longest task on this thread as the longest gap in a chain of timers. A chain of messages would starve idle tasks (perf).

const beatMs = 4

export function startHeartbeat(): () => number {
  let longest = 0
  let last = performance.now()
  let timer = 0
  const beat = (): void => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    timer = window.setTimeout(beat, beatMs)
  }
  timer = window.setTimeout(beat, beatMs)
  return () => {
    window.clearTimeout(timer)
    return Math.max(0, Math.max(longest, performance.now() - last) - beatMs)
  }
}

export function rest(ms: number): Promise<void> {
  return new Promise((resolve) => window.setTimeout(resolve, ms))
}
