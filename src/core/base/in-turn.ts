// Runs asynchronous work that must not overlap, one after the other.

export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** A failure does not stop the work after it. */
export function makeInTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work, work)
    last = done.catch(() => {})
    return done
  }
}
