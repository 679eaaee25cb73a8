/** A limit in time that holds whatever the other side does: work is given up when its time is over, also where nobody heeds a signal. */

export type Limit = {
  /** For those who can stop by themselves. */
  readonly signal: AbortSignal
  /** What the work gives, or an error in the moment the time is over. */
  readonly race: <T>(work: Promise<T>) => Promise<T>
  /** The time is over now. */
  readonly stop: () => void
  /** The work is done: nothing is given up any more. */
  readonly end: () => void
}

/**
 * `left`: aborts when nobody wants the work any more. A timer of its own, because Node 20 collects the signal of
 * `AbortSignal.timeout` where only `AbortSignal.any` knows it, and then the time is never over.
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
      // One for each piece of work: one for all would remember every piece of a picture until the last is there.
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
