// How many pictures are made at the same time: the number from the settings, reduced each time the service says that there are too many.
// The reduction lasts as long as the window.

export type ParallelLimit = {
  /** The current limit, where `chosen` is the one in the settings. Never below 1. */
  of(chosen: number): number
  /** Called when the service reports too many tasks. */
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
