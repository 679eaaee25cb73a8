// One HTTP request and all that can be known of its end. Shared by the worker, which sends, and the page, which asks.

/** `lost`: no answer. `blocked` names the address where the page's own policy refused it, so that nothing has left. */
export type HttpResult =
  | {
      readonly kind: 'reply'
      readonly status: number
      readonly type: string
      readonly retryAfterMs: number | null
      readonly bytes: Uint8Array
    }
  /** `isCutOff`: the answer had begun, so this host may be read and is worth another try. */
  | { readonly kind: 'lost'; readonly isBlocked: boolean; readonly isCutOff?: boolean; readonly detail: string }

export type HttpRequest = {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Blob
  readonly timeoutMs: number
  readonly followsRedirects: boolean
  /** Asks only whether anybody answers: nothing of it can be read, and no header of ours may go along. Its status is 0. */
  readonly isOpaque?: boolean
}

type Violations = { readonly seen: Set<string> }

/** Hears content-security violations: `fetch` itself tells only "failed" (host §4). */
export function watchCspViolations(target: Pick<EventTarget, 'addEventListener'>): Violations {
  const seen = new Set<string>()
  target.addEventListener('securitypolicyviolation', (event) => {
    seen.add(originOf((event as SecurityPolicyViolationEvent).blockedURI))
  })
  return { seen }
}

function originOf(url: string): string {
  return /^[a-z]+:\/\/[^/?#]+/i.exec(url)?.[0].toLowerCase() ?? url
}

/** The violation is told a moment after the failure. */
const violationMs = 60

function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now
  return Number.isFinite(ms) ? Math.max(0, ms) : null
}

/** Never throws but for an abort through `signal`. Redirects are only followed where no key travels. */
export async function request(ask: HttpRequest, violations: Violations, signal: AbortSignal): Promise<HttpResult> {
  const timeout = new AbortController()
  const stop = (): void => timeout.abort()
  signal.addEventListener('abort', stop)
  const timer = setTimeout(stop, ask.timeoutMs)
  let hasBegun = false
  const wasBlocked = violations.seen.has(originOf(ask.url))
  try {
    const response = await fetch(ask.url, {
      method: ask.method,
      headers: ask.headers,
      ...(ask.body === undefined ? {} : { body: ask.body }),
      mode: ask.isOpaque ? 'no-cors' : 'cors',
      redirect: ask.followsRedirects ? 'follow' : 'manual',
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
      retryAfterMs: retryAfterMs(response.headers.get('retry-after'), Date.now()),
      bytes: new Uint8Array(await response.arrayBuffer()),
    }
  } catch (thrown) {
    if (signal.aborted) throw thrown
    await new Promise((resolve) => setTimeout(resolve, violationMs))
    const isBlocked = violations.seen.has(originOf(ask.url))
    // Where a redirect leads is not told: the address that was asked first stands in its place, and that one is allowed.
    if (ask.isOpaque && !wasBlocked) violations.seen.delete(originOf(ask.url))
    const detail = timeout.signal.aborted ? 'timed out' : thrown instanceof Error ? thrown.name : 'failed'
    return { kind: 'lost', isBlocked, isCutOff: hasBegun, detail }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}
