/** What a handler does to a connection instead of answering. `listen.ts` cuts the socket; in memory, the fetch fails. */

export class ConnectionCut extends Error {}

export function cut(): never {
  throw new ConnectionCut('The stand-in cut the connection.')
}

/** Never answers; rejects when the caller gives up. */
export function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const give = (): void => reject(new ConnectionCut('The caller gave up.'))
    if (signal.aborted) give()
    else signal.addEventListener('abort', give, { once: true })
  })
}
