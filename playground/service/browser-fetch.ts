/** Puts a browser's CORS rules before an in-memory fetch, so that integration tests in Node meet the walls a plugin window meets. */

export function browserFetch(network: typeof fetch, origin = 'null'): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const asked = namedHeaders(request)
    if (asked.length > 0 || !['GET', 'HEAD', 'POST'].includes(request.method)) await preflight(network, request, origin, asked)
    const headers = new Headers(request.headers)
    headers.set('origin', origin)
    const response = await network(new Request(request, { headers }))
    if (!letsIn(response, origin)) throw new TypeError('Failed to fetch')
    return visible(response)
  }
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

/** The headers that make a request more than simple. */
function namedHeaders(request: Request): string[] {
  const simple = ['accept', 'accept-language', 'content-language']
  const isPlain = /^(text\/plain|multipart\/form-data|application\/x-www-form-urlencoded)/i.test(request.headers.get('content-type') ?? '')
  return [...request.headers.keys()].filter((name) => !simple.includes(name) && !(name === 'content-type' && isPlain))
}

function letsIn(response: Response, origin: string): boolean {
  const allowed = response.headers.get('access-control-allow-origin')
  return allowed === '*' || allowed === origin
}

/** A page sees the safelisted headers and those exposed by name. */
function visible(response: Response): Response {
  const exposed = (response.headers.get('access-control-expose-headers') ?? '').toLowerCase().split(/\s*,\s*/)
  const seen = ['cache-control', 'content-language', 'content-length', 'content-type', 'expires', 'last-modified', ...exposed]
  const headers = [...response.headers].filter(([name]) => exposed.includes('*') || seen.includes(name))
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
