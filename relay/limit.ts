/** A time limit that holds whatever the other side does: when time is up the work is abandoned, even if it ignores the signal. */

export type Limit = {
  /** For work that can stop by itself. */
  readonly signal: AbortSignal
  /** Resolves like the work, or rejects as soon as time is up. */
  readonly race: <T>(work: Promise<T>) => Promise<T>
  /** Ends the time now. */
  readonly stop: () => void
  /** Ends the limit, as the work is done. */
  readonly end: () => void
}

/**
 * `left` aborts when nobody wants the work any more. Uses its own timer, because Node 20 garbage-collects the signal of
 * `AbortSignal.timeout` if only `AbortSignal.any` refers to it, and the limit would never fire.
 */
export function makeLimit(ms: number, left?: AbortSignal): Limit {
  const over = new AbortController()
  const waiting = new Set<(reason: unknown) => void>()
  const stop = (): void => {
    end()
    const reason = new Error('The time is over.')
    over.abort(reason)
    for (const giveUp of waiting) giveUp(reason)
    waiting.clear()
  }
  const timer = setTimeout(stop, ms)
  const end = (): void => {
    clearTimeout(timer)
    left?.removeEventListener('abort', stop)
  }
  if (left?.aborted) stop()
  else left?.addEventListener('abort', stop)
  return {
    signal: over.signal,
    stop,
    end,
    async race(work) {
      let giveUp = (_reason: unknown): void => undefined
      // One promise per call: a single shared one would retain every piece of a picture until the end.
      const late = new Promise<never>((_, failed) => (giveUp = failed))
      if (over.signal.aborted) giveUp(over.signal.reason)
      waiting.add(giveUp)
      try {
        return await Promise.race([late, work])
      } finally {
        waiting.delete(giveUp)
      }
    },
  }
}
