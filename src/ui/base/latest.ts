// Abort and renew: of several runs of the same work only the latest one goes on.

export type Latest = {
  /** Aborts the run before; the signal is aborted by the next call of `next` or `stop`. */
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

/** For work that nobody stops. */
export function unending(): AbortSignal {
  return new AbortController().signal
}
