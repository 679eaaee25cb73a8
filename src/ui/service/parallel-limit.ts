// How many pictures are on their way at once: as many as was chosen, fewer once the service has said that they are too many. It is
// forgotten with the window.

export type ParallelLimit = {
  /** The limit now, where `chosen` is the one in the settings. Never under 1. */
  of(chosen: number): number
  /** The service has more tasks than it takes. */
  lower(): void
}

export function makeParallelLimit(): ParallelLimit {
  let lowered = 0
  return {
    of: (chosen) => Math.max(1, chosen - lowered),
    lower: () => {
      lowered += 1
    },
  }
}
