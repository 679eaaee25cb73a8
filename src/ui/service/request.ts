// One HTTP request and everything that can be known about how it ended. The worker uses it to send pictures, the page for all other
// requests.

import { startTimer } from '../base/timer.ts'
import { readRetryAfter } from './retry-after.ts'

/** `reply`: any answer, whatever its status; 0 for a redirect that was not followed. `lost`: no readable answer. */
export type HttpResult =
  | {
      readonly kind: 'reply'
      readonly status: number
      readonly type: string
      readonly retryAfterMs: number | null
      readonly bytes: Uint8Array
      /** Set when the answer carries our relay's header, which the relay makes readable to plugins (DESIGN §7). */
      readonly isRelay?: boolean
    }
  /**
   * `isBlocked`: the page's own content security policy refused the address, so nothing was sent. `isCutOff`: the answer had begun, so the
   * host is readable and worth another try.
   */
  | { readonly kind: 'lost'; readonly isBlocked: boolean; readonly isCutOff?: boolean; readonly detail: string }

export type HttpRequest = {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Blob
  readonly timeoutMs: number
  readonly followsRedirects: boolean
  /** Uses mode `no-cors`, which only tells whether anybody answers. It sends no headers, nothing can be read, and the status is 0. */
  readonly isOpaque?: boolean
}

/** Origins that the page's content security policy has refused. */
type CspViolations = { readonly seen: Set<string> }

/** A refused `fetch` looks like a lost one; only the event `securitypolicyviolation` distinguishes them (host §4). */
export function watchCspViolations(target: Pick<EventTarget, 'addEventListener'>): CspViolations {
  const seen = new Set<string>()
  target.addEventListener('securitypolicyviolation', (event) => {
    seen.add(originOf((event as SecurityPolicyViolationEvent).blockedURI))
  })
  return { seen }
}

function originOf(url: string): string {
  return /^[a-z]+:\/\/[^/?#]+/i.exec(url)?.[0].toLowerCase() ?? url
}

/** Services may quote what they were sent. The key must not become readable, copied or stored that way (law 4). */
function withoutKey(bytes: Uint8Array, authorization = ''): Uint8Array {
  const key = authorization.slice('Bearer '.length)
  // A short key could also be an ordinary word of the answer.
  if (key.length < 12) return bytes
  const text = new TextDecoder().decode(bytes)
  return text.includes(key) ? new TextEncoder().encode(text.split(key).join('***')) : bytes
}

/** The violation event is fired shortly after `fetch` has failed. */
const violationEventMs = 60

/**
 * Rejects only with an AbortError, when `signal` aborts. If it was already aborted nothing is sent, as its event has passed and would never
 * be heard. Callers that send a key must not follow redirects, which would pass the key on.
 */
export async function request(asked: HttpRequest, violations: CspViolations, signal: AbortSignal): Promise<HttpResult> {
  signal.throwIfAborted()
  const timeout = new AbortController()
  const stop = (): void => timeout.abort()
  signal.addEventListener('abort', stop)
  const stopTimer = startTimer(asked.timeoutMs, stop)
  let hasBegun = false
  const wasBlocked = violations.seen.has(originOf(asked.url))
  try {
    const response = await fetch(asked.url, {
      method: asked.method,
      headers: asked.headers,
      ...(asked.body === undefined ? {} : { body: asked.body }),
      mode: asked.isOpaque ? 'no-cors' : 'cors',
      redirect: asked.followsRedirects ? 'follow' : 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: timeout.signal,
    })
    hasBegun = true
    return {
      kind: 'reply',
      status: response.type === 'opaqueredirect' ? 0 : response.status,
      type: response.headers.get('content-type') ?? '',
      retryAfterMs: readRetryAfter(response.headers.get('retry-after'), Date.now()),
      isRelay: response.headers.get('x-depth-restyle-relay') === '1',
      bytes: withoutKey(new Uint8Array(await response.arrayBuffer()), asked.headers.Authorization),
    }
  } catch (thrown) {
    if (signal.aborted) throw thrown
    await new Promise((resolve) => startTimer(violationEventMs, () => resolve(null)))
    signal.throwIfAborted()
    const isBlocked = violations.seen.has(originOf(asked.url))
    // The browser reports a refused redirect under the requested address, which itself is allowed. It must not count as refused from now
    // on.
    if (asked.isOpaque && !wasBlocked) violations.seen.delete(originOf(asked.url))
    const detail = timeout.signal.aborted ? 'timed out' : thrown instanceof Error ? thrown.name : 'failed'
    return { kind: 'lost', isBlocked, isCutOff: hasBegun, detail }
  } finally {
    stopTimer()
    signal.removeEventListener('abort', stop)
  }
}
