// Shares a few things among many users: each is used by one at a time, in the order of the requests.

export function makePool<T>(items: readonly T[]) {
  const free = [...items]
  const waiting: ((item: T) => void)[] = []
  return async <R>(work: (item: T) => Promise<R>): Promise<R> => {
    const item = free.shift() ?? (await new Promise<T>((resolve) => waiting.push(resolve)))
    try {
      return await work(item)
    } finally {
      const next = waiting.shift()
      if (next) next(item)
      else free.push(item)
    }
  }
}
