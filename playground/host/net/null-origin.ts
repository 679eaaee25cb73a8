// fetch with the rules for a document of a null origin: no response is readable without CORS, and non-simple requests need a preflight.

export const nullOriginFetch: typeof fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input)
  if (/^(data|blob):/.test(url)) return fetch(input, init)
  const headers = new Headers(init?.headers)
  const asked = [...headers.keys()].filter((name) => !isSimpleHeader(name, headers.get(name) ?? ''))
  const method = (init?.method ?? 'GET').toUpperCase()
  if (asked.length > 0 || !['GET', 'HEAD', 'POST'].includes(method)) await preflight(url, method, asked)
  headers.set('Origin', 'null')
  const response = await fetch(url, { ...init, headers, credentials: 'omit' })
  if (!allowsNullOrigin(response)) throw new TypeError('Failed to fetch')
  return response
}

async function preflight(url: string, method: string, asked: readonly string[]): Promise<void> {
  const response = await fetch(url, {
    method: 'OPTIONS',
    redirect: 'error',
    headers: { Origin: 'null', 'Access-Control-Request-Method': method, 'Access-Control-Request-Headers': asked.join(',') },
  })
  const allowed = (response.headers.get('Access-Control-Allow-Headers') ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
  // By the Fetch standard, `*` does not cover Authorization.
  const covers = (name: string): boolean => allowed.includes(name) || (allowed.includes('*') && name !== 'authorization')
  if (!response.ok || !allowsNullOrigin(response) || !asked.every(covers)) throw new TypeError('Failed to fetch')
}

function allowsNullOrigin(response: Response): boolean {
  return ['*', 'null'].includes(response.headers.get('Access-Control-Allow-Origin') ?? '')
}

function isSimpleHeader(name: string, value: string): boolean {
  return (
    ['accept', 'accept-language', 'content-language'].includes(name) ||
    (name === 'content-type' && /^(text\/plain|multipart\/form-data|application\/x-www-form-urlencoded)\b/.test(value))
  )
}
