// One after the other: what must not run into each other waits for its turn.

export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** Work that fails lets the next one in as well. */
export function makeInTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work, work)
    last = done.catch(() => {})
    return done
  }
}
