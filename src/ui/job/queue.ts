// At most so many in flight; the rest wait in order. Counts return to zero by construction: a slot is freed in one place.

export type Queue = {
  /** Runs when its turn comes. */
  enter(key: string, run: () => Promise<void>): void
  /** Takes a waiting entry out; a running one frees its slot by ending. */
  leave(key: string): void
  readonly counts: () => { readonly running: number; readonly waiting: number }
}

export function makeQueue(limit: () => number): Queue {
  const waiting = new Map<string, () => Promise<void>>()
  let running = 0

  const pump = (): void => {
    for (const [key, run] of waiting) {
      if (running >= limit()) return
      waiting.delete(key)
      running += 1
      void run().finally(() => {
        running -= 1
        pump()
      })
    }
  }

  return {
    enter: (key, run) => {
      waiting.set(key, run)
      pump()
    },
    leave: (key) => {
      waiting.delete(key)
    },
    counts: () => ({ running, waiting: waiting.size }),
  }
}
