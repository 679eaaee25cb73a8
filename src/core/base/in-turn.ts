// Asynchronous work that must not overlap, run one after the other.

export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** Work that fails does not stop what comes after it. */
export function makeInTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work, work)
    last = done.catch(() => {})
    return done
  }
}
