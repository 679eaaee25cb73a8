// One HTTP request, and all that can be known of how it ended. The worker sends pictures by it, the page asks by it.

import { startTimer } from '../base/timer.ts'
import { readRetryAfter } from './retry-after.ts'

/** `reply`: any answer, whatever its status; status 0 for a redirect that was not followed. `lost`: no answer that can be read. */
export type HttpResult =
  | {
      readonly kind: 'reply'
      readonly status: number
      readonly type: string
      readonly retryAfterMs: number | null
      readonly bytes: Uint8Array
      /** A relay of ours says so of itself, in a header that it lets a plugin read (DESIGN §7). */
      readonly isRelay?: boolean
    }
  /**
   * `isBlocked`: the page's own policy refused the address, so that nothing has left. `isCutOff`: the answer had begun, so the host may be
   * read and is worth another try.
   */
  | { readonly kind: 'lost'; readonly isBlocked: boolean; readonly isCutOff?: boolean; readonly detail: string }

export type HttpRequest = {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Blob
  readonly timeoutMs: number
  readonly followsRedirects: boolean
  /** Mode `no-cors`: tells only whether anybody answers. No headers may go along, nothing can be read, and the status is 0. */
  readonly isOpaque?: boolean
}

/** Origins that the page's content-security policy has refused. */
type CspViolations = { readonly seen: Set<string> }

/** A refused `fetch` fails like a lost one; only the event `securitypolicyviolation` tells them apart (host §4). */
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

/** Services repeat in their words what they were sent: the key must not come to be read, copied or written down by that (law 4). */
function withoutKey(bytes: Uint8Array, authorization = ''): Uint8Array {
  const key = authorization.slice('Bearer '.length)
  // A short one may be a word of the answer itself.
  if (key.length < 12) return bytes
  const text = new TextDecoder().decode(bytes)
  return text.includes(key) ? new TextEncoder().encode(text.replaceAll(key, '***')) : bytes
}

/** The event comes a moment after `fetch` has failed. */
const violationEventMs = 60

/**
 * Rejects only with an AbortError, when `signal` aborts; where it had aborted before, nothing is sent: its event has passed and would not
 * be heard any more. Whoever sends a key does not follow redirects: it would go along.
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
    const isBlocked = violations.seen.has(originOf(asked.url))
    // A browser names a refused redirect by the address that was asked, which itself is allowed: it must not count as refused from now on.
    if (asked.isOpaque && !wasBlocked) violations.seen.delete(originOf(asked.url))
    const detail = timeout.signal.aborted ? 'timed out' : thrown instanceof Error ? thrown.name : 'failed'
    return { kind: 'lost', isBlocked, isCutOff: hasBegun, detail }
  } finally {
    stopTimer()
    signal.removeEventListener('abort', stop)
  }
}
