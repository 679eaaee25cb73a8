// Abort and renew: of several runs of the same work only the latest continues.

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
