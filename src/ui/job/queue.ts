// At most `limit` runs at a time; the others wait in order of arrival. A slot is freed in one place, however its run ends.

export type Queue = {
  /** Calls `run` when its turn comes. `run` must not reject. */
  enter(key: string, run: () => Promise<void>): void
  /** Removes a waiting run. A running one is not stopped; it frees its slot when it ends. */
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
