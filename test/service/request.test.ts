import { type RequestListener, type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type HttpRequest, watchCspViolations, request } from '../../src/ui/service/request.ts'
import { rejection } from '../support/network.ts'

const servers: Server[] = []

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function ask(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return {
    url,
    method: 'GET',
    headers: {},
    timeoutMs: 5000,
    followsRedirects: false,
    ...more,
  }
}

const quiet = { seen: new Set<string>() }

function calm(): AbortSignal {
  return new AbortController().signal
}

afterEach(() => {
  vi.unstubAllGlobals()
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

describe('a request', () => {
  it('gives status, type and bytes of any answer', async () => {
    const url = await serve((_, response) => response.writeHead(503, { 'content-type': 'application/json' }).end('{"a":1}'))
    expect(await request(ask(url), quiet, calm())).toEqual({
      kind: 'reply',
      status: 503,
      type: 'application/json',
      retryAfterMs: null,
      bytes: new TextEncoder().encode('{"a":1}'),
      isRelay: false,
    })
  })

  it('hands on no answer that holds the key which went along', async () => {
    const key = 'sk-canary-0123456789'
    const url = await serve(({ headers }, response) =>
      response.writeHead(401).end(`{"error":{"message":"Wrong: ${headers.authorization}"}}`),
    )
    const answer = await request(ask(url, { headers: { Authorization: `Bearer ${key}` } }), quiet, calm())
    expect(answer).toMatchObject({ bytes: new TextEncoder().encode('{"error":{"message":"Wrong: Bearer ***"}}') })
  })

  it('knows a relay by what it says of itself', async () => {
    const url = await serve((_, response) => response.writeHead(200, { 'X-Depth-Restyle-Relay': '1' }).end())
    expect(await request(ask(url), quiet, calm())).toMatchObject({ isRelay: true })
  })

  it('sends headers and body as they are', async () => {
    const heard: string[] = []
    const url = await serve((incoming, response) => {
      incoming.on('data', (part: Buffer) => heard.push(part.toString()))
      incoming.on('end', () => {
        heard.push(`${incoming.method} ${incoming.headers.authorization}`)
        response.end()
      })
    })
    await request(ask(url, { method: 'POST', headers: { Authorization: 'Bearer sk-1' }, body: new Blob(['{"x":', '1}']) }), quiet, calm())
    expect(heard.join(' ')).toBe('{"x":1} POST Bearer sk-1')
  })

  it.each([
    ['7', 7000],
    ['0', 0],
    ['', null],
    ['soon', null],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ])('reads Retry-After %j as %s ms', async (header, ms) => {
    const url = await serve((_, response) => response.writeHead(429, { 'retry-after': header }).end())
    expect(await request(ask(url), quiet, calm())).toMatchObject({ status: 429, retryAfterMs: ms })
  })

  it('reads a Retry-After that is a date', async () => {
    const date = new Date(Date.now() + 30_000).toUTCString()
    const url = await serve((_, response) => response.writeHead(429, { 'retry-after': date }).end())
    const answer = await request(ask(url), quiet, calm())
    expect(answer.kind === 'reply' && answer.retryAfterMs).toBeGreaterThan(25_000)
  })

  it('is lost where nobody answers', async () => {
    expect(await request(ask('http://127.0.0.1:1'), quiet, calm())).toEqual({
      kind: 'lost',
      isBlocked: false,
      isCutOff: false,
      detail: 'TypeError',
    })
  })

  it('is lost where the answer breaks off half-way', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('half', () => response.destroy())
    })
    expect(await request(ask(url), quiet, calm())).toMatchObject({ kind: 'lost', isBlocked: false })
  })

  it('is lost where the answer takes too long', async () => {
    const url = await serve(() => {})
    expect(await request(ask(url, { timeoutMs: 30 }), quiet, calm())).toEqual({
      kind: 'lost',
      isBlocked: false,
      isCutOff: false,
      detail: 'timed out',
    })
  })

  it('that is cancelled throws', async () => {
    const controller = new AbortController()
    const url = await serve(() => controller.abort())
    expect(await rejection(request(ask(url), quiet, controller.signal))).toMatchObject({ name: 'AbortError' })
  })

  it('that is cancelled just after it was lost throws as well', async () => {
    const controller = new AbortController()
    const asking = rejection(request(ask('http://127.0.0.1:1/'), quiet, controller.signal))
    // The request fails at once, and is then looked at for some time.
    setTimeout(() => controller.abort(), 40)
    expect(await asking).toMatchObject({ name: 'AbortError' })
  })

  it('is blocked when the page’s own policy refused its host', async () => {
    const page = new EventTarget()
    const violations = watchCspViolations(page)
    const violated = Object.assign(new Event('securitypolicyviolation'), { blockedURI: 'http://127.0.0.1:1/flux/v1/x?id=1' })
    const asking = request(ask('http://127.0.0.1:1/another/path'), violations, calm())
    page.dispatchEvent(violated)
    expect(await asking).toMatchObject({ kind: 'lost', isBlocked: true })
    expect(await request(ask('http://127.0.0.1:2/'), violations, calm())).toMatchObject({ kind: 'lost', isBlocked: false })
  })

  it('never follows a redirect with the key: status 0', async () => {
    // For a redirect that is not followed, Node returns the answer itself; a browser returns an opaque one.
    const opaque = Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' })
    const asked: unknown[] = []
    vi.stubGlobal('fetch', (_: string, options: unknown) => {
      asked.push(options)
      return Promise.resolve(opaque)
    })
    expect(await request(ask('https://api.cometapi.com/wrong'), quiet, calm())).toMatchObject({ kind: 'reply', status: 0 })
    expect(asked[0]).toMatchObject({ redirect: 'manual', credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' })
  })
})
