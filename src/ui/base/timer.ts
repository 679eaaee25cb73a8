// The only place where the window sets a timer. It limits delays, as one that overflows would fire at once.

/** Timers count ms in 32 bits. */
const longestMs = 2 ** 31 - 1

/** Limits `ms` to what a timer supports; NaN means no delay. */
export function timerMs(ms: number): number {
  return Number.isNaN(ms) ? 0 : Math.min(longestMs, Math.max(0, ms))
}

/** Runs `act` after `ms`, at most 24 days. Returns a function that stops it. */
export function startTimer(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, timerMs(ms))
  return () => clearTimeout(timer)
}
