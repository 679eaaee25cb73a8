// A window's connection to the service, which can be cut: requests with timeouts, as the browser makes them.

import type { HttpResult, HttpRequest } from '../../src/ui/service/request.ts'
import type { VirtualClock } from './clock.ts'

export type Line = {
  readonly isOnline: boolean
  setOnline(online: boolean): void
  /** Resolves when the connection is back. */
  online(signal: AbortSignal): Promise<void>
  ask(request: HttpRequest, signal: AbortSignal, body?: string): Promise<HttpResult>
}

type Ears = { readonly hear: (what: string) => void; readonly leaks: unknown[] }

const lost: HttpResult = { kind: 'lost', isBlocked: false, detail: 'TypeError' }

/** `hear` is called for every request and every answer. */
export function openLine(clock: VirtualClock, fetching: typeof fetch, { hear, leaks }: Ears): Line {
  const listeners = new Set<() => void>()
  let isOnline = true
  return {
    get isOnline() {
      return isOnline
    },
    setOnline(online) {
      isOnline = online
      if (online) for (const listen of Array.from(listeners)) listen()
    },
    online: (signal) => (isOnline ? Promise.resolve() : heardOnce(listeners, signal)),
    async ask(request, signal, body) {
      leaks.push({ url: request.url, body })
      hear(`${request.method} ${new URL(request.url).pathname}`)
      const timeout = new AbortController()
      const stop = (): void => timeout.abort()
      signal.addEventListener('abort', stop)
      const timer = clock.setTimeout(stop, request.timeoutMs)
      try {
        if (!isOnline) return lost
        const response = await fetching(request.url, initOf(request, timeout.signal, body))
        hear('answer')
        return await replyOf(response)
      } catch (thrown) {
        if (signal.aborted) throw thrown
        return lost
      } finally {
        clock.clearTimeout(timer)
        signal.removeEventListener('abort', stop)
      }
    },
  }
}

/** Resolves at the next call of the listeners; rejects when the signal aborts. */
function heardOnce(listeners: Set<() => void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const listen = (): void => {
      listeners.delete(listen)
      resolve()
    }
    const giveUp = (): void => {
      listeners.delete(listen)
      reject(new Error('aborted'))
    }
    listeners.add(listen)
    signal.addEventListener('abort', giveUp, { once: true })
  })
}

function initOf(request: HttpRequest, signal: AbortSignal, body: string | undefined): RequestInit {
  return {
    method: request.method,
    headers: request.headers,
    redirect: request.followsRedirects ? 'follow' : 'manual',
    signal,
    ...(request.isOpaque === true ? { mode: 'no-cors' as const } : {}),
    ...(body === undefined ? {} : { body }),
  }
}

async function replyOf(response: Response): Promise<HttpResult> {
  const retryAfter = response.headers.get('retry-after')
  return {
    kind: 'reply',
    status: response.status >= 300 && response.status < 400 ? 0 : response.status,
    type: response.headers.get('content-type') ?? '',
    retryAfterMs: retryAfter === null ? null : Number(retryAfter) * 1000,
    bytes: new Uint8Array(await response.arrayBuffer()),
    isRelay: response.headers.get('x-depth-restyle-relay') === '1',
  }
}
