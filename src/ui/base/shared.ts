// Work that several may ask for at the same time.

/**
 * Runs the work once per key: whoever asks while it runs gets the same outcome. When it has ended, the next one who asks starts it again.
 */
export function makeShared<T>(): (key: string, work: () => Promise<T>) => Promise<T> {
  const running = new Map<string, Promise<T>>()
  return (key, work) => {
    const run = running.get(key) ?? work().finally(() => running.delete(key))
    running.set(key, run)
    return run
  }
}
