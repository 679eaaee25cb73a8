// Stops what was started: on a signal, or when npm has exited because of one.

/** Read at import, as npm may exit while everything starts. */
const startedBy = process.ppid
const askEveryMs = 500

export function endWith(close: () => Promise<unknown>): void {
  let isEnding = false
  const end = (): void => {
    if (isEnding) return
    isEnding = true
    void close().then(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end)
  // npm passes a signal on to its shell, but the shell passes it to nobody (decision 15). A process started without npm may outlive its
  // parent.
  if (process.env['npm_lifecycle_event'] !== undefined) setInterval(() => process.ppid === startedBy || end(), askEveryMs)
}
