// Until nothing waits in promises any more: with sandboxes and workers that answer at once, that is one turn of the event loop.

export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
