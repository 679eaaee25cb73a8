// A time limit for work that may never end, such as a drawing that Figma does not finish.

/** Runs `act` after `ms`. Returns a function that cancels it. */
export type Later = (ms: number, act: () => void) => () => void

/** Rejects with `missed` when the work has not ended after `ms`. The work itself cannot be stopped. */
export function within<T>(later: Later, ms: number, work: Promise<T>, missed: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = later(ms, () => reject(missed()))
    work.then(resolve, reject).then(stop, stop)
  })
}
