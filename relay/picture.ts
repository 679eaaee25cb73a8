/** Streams a finished picture from the maker's host, which sends no CORS headers (api §4), to a page that could not read it there. */
import type { Context } from 'hono'
import type { ImageHosts } from './hosts.ts'
import { problem } from './problem.ts'
import { pictureType, SNIFF_LENGTH } from './sniff.ts'

export type PictureRules = {
  readonly fetch: typeof fetch
  readonly allowed: ImageHosts
  readonly maxBytes: number
  readonly timeoutMs: number
}

const MAX_REDIRECTS = 3

export async function picture(rules: PictureRules, c: Context): Promise<Response> {
  const url = rules.allowed(c.req.query('url') ?? '')
  if (!url) return problem(c, 403, 'host_not_allowed', 'The relay fetches no pictures from this address.')
  const signal = AbortSignal.any([c.req.raw.signal, AbortSignal.timeout(rules.timeoutMs)])
  try {
    const response = await follow(rules, url, signal)
    if (!response) return problem(c, 403, 'host_not_allowed', 'The picture was redirected to an address the relay does not trust.')
    return await show(rules, c, response)
  } catch {
    return problem(c, 502, 'picture_unreachable', 'The picture could not be fetched.')
  }
}

/** Follows by hand: every stop must be on the list, or a redirect would lead round it. Nothing of the caller's request goes along. */
async function follow(rules: PictureRules, start: URL, signal: AbortSignal): Promise<Response | undefined> {
  let url: URL | undefined = start
  for (let hop = 0; url && hop <= MAX_REDIRECTS; hop++) {
    const response: Response = await rules.fetch(url.href, { redirect: 'manual', headers: { accept: 'image/*' }, signal })
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
    if (location === null) return response
    await response.body?.cancel()
    url = URL.canParse(location, url.href) ? rules.allowed(new URL(location, url.href)) : undefined
  }
  return undefined
}

async function show(rules: PictureRules, c: Context, response: Response): Promise<Response> {
  const refuse = async (...[status, code, message]: Refusal): Promise<Response> => {
    await response.body?.cancel()
    return problem(c, status, code, message)
  }
  const { status } = response
  if (status === 403 || status === 404 || status === 410) return refuse(status, 'picture_gone', 'The link to the picture has expired.')
  if (!response.ok || !response.body) return refuse(502, 'picture_unreachable', `The picture host answered ${status}.`)
  const length = response.headers.get('content-encoding') ? null : response.headers.get('content-length')
  if (Number(length) > rules.maxBytes) return refuse(413, 'picture_too_large', 'The picture is too large.')

  const reader: Reader = response.body.getReader()
  const head = await readHead(reader)
  const type = pictureType(head)
  if (!type) {
    await reader.cancel()
    return problem(c, 415, 'not_a_picture', 'What came from the picture host is no picture.')
  }
  const headers: Record<string, string> = {
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
    // Lets the browser notice a picture that was cut off on the way.
    ...(length === null ? {} : { 'content-length': length }),
  }
  return c.newResponse(limited(head, reader, rules.maxBytes), 200, headers)
}

type Refusal = [status: 403 | 404 | 410 | 413 | 502, code: Parameters<typeof problem>[2], message: string]
type Reader = ReadableStreamDefaultReader<Uint8Array>

async function readHead(reader: Reader): Promise<Uint8Array> {
  let head = new Uint8Array()
  while (head.length < SNIFF_LENGTH) {
    const { value, done } = await reader.read()
    if (done) break
    head = new Uint8Array(Buffer.concat([head, value]))
  }
  return head
}

/** Breaks the stream off when it passes the limit: a promise in a header is not believed. */
function limited(head: Uint8Array, reader: Reader, maxBytes: number): ReadableStream<Uint8Array> {
  let sent = head.length
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(head),
    async pull(controller) {
      const { value, done } = await reader.read()
      if (done) return controller.close()
      sent += value.length
      if (sent > maxBytes) {
        await reader.cancel()
        return controller.error(new Error('The picture is too large.'))
      }
      controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
}
