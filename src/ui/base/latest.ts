// Aborting: of several runs of the same work only the latest continues; of several that wait for the same work each can stop waiting.

export type Latest = {
  /** Aborts the previous run. The returned signal is aborted by the next call of `next` or `stop`. */
  next(): AbortSignal
  stop(): void
}

export function makeLatest(): Latest {
  let controller = new AbortController()
  return {
    next: () => {
      controller.abort()
      controller = new AbortController()
      return controller.signal
    },
    stop: () => controller.abort(),
  }
}

/** A signal that never aborts. */
export function unending(): AbortSignal {
  return new AbortController().signal
}

/** The outcome of work that others may wait for as well. Rejects with the signal's reason when it is aborted; the work itself goes on. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error)
    work.finally(() => signal.removeEventListener('abort', stop)).then(resolve, reject)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}
