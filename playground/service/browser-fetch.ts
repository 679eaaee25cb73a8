/** Wraps an in-memory fetch in a browser's CORS rules, so that integration tests in Node meet the restrictions of a plugin window. */

import { opaqueAnswer } from './opaque-answer.ts'

export function browserFetch(network: typeof fetch, origin = 'null'): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    // Fetch standard, main fetch: a no-cors request that does not follow redirects is a network error.
    if (request.mode === 'no-cors' && request.redirect !== 'follow') throw new TypeError('Failed to fetch')
    if (request.mode === 'no-cors') return opaqueAnswer(untilGivenUp(network(request), init?.signal ?? null))
    const asked = namedHeaders(request)
    const answered = async (): Promise<Response> => {
      if (asked.length > 0 || !['GET', 'HEAD', 'POST'].includes(request.method)) await preflight(network, request, origin, asked)
      const headers = new Headers(request.headers)
      headers.set('origin', origin)
      return network(new Request(request, { headers }))
    }
    const response = await untilGivenUp(answered(), init?.signal ?? null)
    if (!letsIn(response, origin)) throw new TypeError('Failed to fetch')
    return visible(response)
  }
}

/** A browser's fetch ends with its caller's signal. A Request passes the signal on only until it is garbage-collected (undici). */
function untilGivenUp<T>(work: Promise<T>, signal: AbortSignal | null): Promise<T> {
  if (signal === null) return work
  return new Promise((resolve, reject) => {
    const give = (): void => reject(signal.reason)
    if (signal.aborted) give()
    else signal.addEventListener('abort', give, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', give))
  })
}

async function preflight(network: typeof fetch, request: Request, origin: string, asked: readonly string[]): Promise<void> {
  const answer = await network(request.url, {
    method: 'OPTIONS',
    redirect: 'manual',
    headers: {
      origin,
      'access-control-request-method': request.method,
      'access-control-request-headers': asked.join(','),
    },
  })
  const allowed = (answer.headers.get('access-control-allow-headers') ?? '').toLowerCase().split(/\s*,\s*/)
  const isCovered = (name: string): boolean => allowed.includes(name) || (allowed.includes('*') && name !== 'authorization')
  if (!answer.ok || !letsIn(answer, origin) || !asked.every(isCovered)) throw new TypeError('Failed to fetch')
}

/** The request headers that make a preflight necessary. */
function namedHeaders(request: Request): string[] {
  const simple = ['accept', 'accept-language', 'content-language']
  const isPlain = /^(text\/plain|multipart\/form-data|application\/x-www-form-urlencoded)/i.test(request.headers.get('content-type') ?? '')
  return [...request.headers.keys()].filter((name) => !simple.includes(name) && !(name === 'content-type' && isPlain))
}

function letsIn(response: Response, origin: string): boolean {
  const allowed = response.headers.get('access-control-allow-origin')
  return allowed === '*' || allowed === origin
}

/** A page sees only the safelisted headers and those exposed by name. */
function visible(response: Response): Response {
  const exposed = (response.headers.get('access-control-expose-headers') ?? '').toLowerCase().split(/\s*,\s*/)
  const seen = ['cache-control', 'content-language', 'content-length', 'content-type', 'expires', 'last-modified', ...exposed]
  const headers = [...response.headers].filter(([name]) => exposed.includes('*') || seen.includes(name))
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
