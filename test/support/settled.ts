// Waits until no promise is pending: with sandboxes and workers that answer at once, that is one turn of the event loop.

export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
