/** Records every request as it came, so that a test can state exactly what left the plugin. */

export type Received = {
  readonly at: number
  readonly kind: 'submit' | 'poll' | 'picture' | 'preflight' | 'other'
  readonly method: string
  readonly url: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Only the headers that matter for keys, CORS and cookies. */
  readonly headers: Readonly<Record<string, string>>
  /** The JSON body without its pictures; empty if there was no body or it was not JSON. */
  readonly fields: Readonly<Record<string, unknown>>
  /** The pictures in the body, decoded. */
  readonly pictures: Readonly<Record<string, Uint8Array>>
  readonly bytes: number
}

export type Body = { readonly text: string; readonly json: Readonly<Record<string, unknown>> | undefined }

const HEADERS = [
  'authorization',
  'content-type',
  'origin',
  'cookie',
  'referer',
  'access-control-request-method',
  'access-control-request-headers',
]
const PICTURE = /^(control_image|preprocessed_image|input_image(_\d)?|image|mask|image_prompt)$/

export async function receive(request: Request, at: number): Promise<{ received: Received; body: Body }> {
  const url = new URL(request.url)
  const text = request.method === 'POST' ? await request.clone().text() : ''
  const json = readObject(text)
  const entries = Object.entries(json ?? {})
  const received: Received = {
    at,
    kind: kindOf(request.method, url.pathname),
    method: request.method,
    url: request.url,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(HEADERS.flatMap((name) => [[name, request.headers.get(name)]]).filter(([, value]) => value !== null)),
    fields: Object.fromEntries(entries.filter(([name]) => !PICTURE.test(name))),
    pictures: Object.fromEntries(
      entries.flatMap(([name, value]) => (PICTURE.test(name) && typeof value === 'string' ? [[name, decode(value)]] : [])),
    ),
    bytes: text.length,
  }
  return { received, body: { text, json } }
}

function kindOf(method: string, path: string): Received['kind'] {
  if (method === 'OPTIONS') return 'preflight'
  if (path === '/flux/v1/get_result') return 'poll'
  if (method === 'POST' && /^\/flux\/v1\/[^/]+$/.test(path)) return 'submit'
  return path.startsWith('/durable/') ? 'picture' : 'other'
}

function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function decode(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'))
}
