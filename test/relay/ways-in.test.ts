// Every attack that we could think of, tried on the running relay over real connections: refused, or harmless.

import { gzipSync } from 'node:zlib'
import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { guardedLookup, makePictureFetch, type Resolve } from '../../relay/node/picture-fetch.ts'
import { isWhole, open, postText, startScripted, startTestRelay, type RunningRelay, type Scripted } from './sockets.ts'
import { JPEG, OTHER_TOKEN, signedPath, TOKEN } from './support.ts'

const maxBytes = 100_000
const listed = 'https://delivery.eu2.bfl.ai'

let service: Scripted
let host: Scripted
let relay: RunningRelay
let headersOf: Record<string, unknown>[] = []

const bomb = gzipSync(Buffer.concat([JPEG, Buffer.alloc(50_000_000)]))

function never(): void {}

function jpeg(response: ServerResponse, headers: Record<string, string> = {}): void {
  void response.writeHead(200, headers).end(JPEG)
}

/** What the picture host does at a path. */
const tricks: Readonly<Record<string, (response: ServerResponse, to: string) => void>> = {
  '/ok': (response) =>
    jpeg(response, { 'set-cookie': 'track=1', 'content-type': 'text/html', 'x-evil': 'a', refresh: '0;url=https://evil.example' }),
  // As raw bytes, because a host can send invalid headers.
  '/to': (response, to) => void response.writeHead(302, { location: Buffer.from(to).toString('latin1') }).end(),
  '/html': (response) => void response.writeHead(200, { 'content-type': 'image/jpeg' }).end('<!doctype html><script>alert(1)</script>'),
  '/svg': (response) =>
    void response.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  '/pdf': (response) => void response.writeHead(200, { 'content-type': 'image/png' }).end('%PDF-1.7 and so on'),
  '/nothing': (response) => void response.writeHead(200, { 'content-type': 'image/png' }).end(),
  '/half-a-mark': (response) => void response.writeHead(200).end(new Uint8Array([0x89, 0x50])),
  '/large': (response) =>
    void response.writeHead(200, { 'content-length': String(maxBytes + 1) }).end(Buffer.concat([JPEG, Buffer.alloc(maxBytes)])),
  '/endless': (response) => {
    response.writeHead(200)
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(16_384, JPEG)));
    }
    response.on('drain', more)
    response.write(JPEG)
    more()
  },
  '/bomb': (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
  '/many-bombs': (response) => void response.writeHead(200, { 'content-encoding': 'gzip, gzip, br' }).end(gzipSync(JPEG)),
  '/short': (response) => {
    response.writeHead(200, { 'content-length': '5000' })
    response.write(JPEG, () => response.destroy())
  },
  '/long': (response) =>
    void response.socket?.end(
      `HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n${Buffer.from(JPEG).toString('latin1')}HTTP/1.1 200 OK\r\n\r\nsmuggled`,
      'latin1',
    ),
  '/silent': never,
  '/slow': (response) => {
    response.writeHead(200)
    response.write(JPEG)
  },
  '/slow-head': (response) => void response.socket?.write('HTTP/1.1 200 OK\r\nx-a'),
  '/huge-head': (response) => jpeg(response, { 'x-a': 'a'.repeat(40_000) }),
  '/two-lengths': (response) => void response.socket?.end('HTTP/1.1 200 OK\r\ncontent-length: 20\r\ncontent-length: 30\r\n\r\n'),
  '/split': (response) => void response.socket?.end('HTTP/1.1 302 Found\r\nlocation: /ok\r\n\tset-cookie: a=b\r\nset-cookie: c=d\r\n\r\n'),
  '/206': (response) => void response.writeHead(206).end(JPEG),
  '/204': (response) => void response.writeHead(204).end(),
  '/100': (response) => {
    response.writeContinue()
    jpeg(response)
  },
  '/500': (response) => void response.writeHead(500).end('secret stack'),
}

beforeAll(async () => {
  host = await startScripted((request, response) => {
    headersOf.push(request.headers)
    const url = new URL(request.url ?? '', 'http://a')
    tricks[url.pathname]?.(response, url.searchParams.get('to') ?? '')
  })
  service = await startScripted((request, response, body) => {
    response.writeHead(200, {
      'content-type': 'application/json',
      'set-cookie': 'session=1',
      'x-key': String(request.headers.authorization),
    })
    response.end(JSON.stringify({ id: `task-${body.length}` }))
  })
  relay = await startTestRelay(
    {
      UPSTREAM_URL: service.url,
      IMAGE_HOSTS: host.url,
      MAX_IMAGE_BYTES: String(maxBytes),
      COMETAPI_API_KEY: 'sk-team',
      TEAM_TOKENS: `${TOKEN},${OTHER_TOKEN}`,
    },
    { pictureTimeoutMs: 400, headersTimeoutMs: 400, maxBodyBytes: 10_000 },
  )
})
afterAll(async () => {
  await Promise.all([host.close(), service.close(), relay.close()])
})
beforeEach(() => {
  host.heard.length = 0
  service.heard.length = 0
  headersOf = []
})

async function get(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(relay.url + path, init)
}

/** Signed, so that the intended check refuses it, not the missing signature. */
async function picture(url: string, init: RequestInit = {}): Promise<Response> {
  return get(await signedPath(url), init)
}

async function codeIn(answer: Response): Promise<string> {
  return ((await answer.json()) as { error: { type: string } }).error.type
}

const elsewhere = [
  'http://127.0.0.1/',
  'https://127.0.0.1/a.jpeg',
  'https://localhost/a.jpeg',
  'https://localhost./a.jpeg',
  'https://0/a.jpeg',
  'https://2130706433/a.jpeg',
  'https://0x7f000001/a.jpeg',
  'https://0177.0.0.1/a.jpeg',
  'https://127.1/a.jpeg',
  'https://[::1]/a.jpeg',
  'https://[::ffff:127.0.0.1]/a.jpeg',
  'https://[::ffff:7f00:1]/a.jpeg',
  'https://[fd00::1]/a.jpeg',
  'https://[fe80::1]/a.jpeg',
  'https://[64:ff9b::7f00:1]/a.jpeg',
  'http://169.254.169.254/latest/meta-data/',
  'https://metadata.google.internal/',
  'https://１２７.０.０.１/a.jpeg',
  'https://①②⑦.⓪.⓪.①/a.jpeg',
  'https://delivery.eu2.bfl.ai@evil.example/a.jpeg',
  'https://delivery.eu2.bfl.ai:443@evil.example/a.jpeg',
  'https://user:pass@delivery.eu2.bfl.ai/a.jpeg',
  'https://evil.example\\@delivery.eu2.bfl.ai/a.jpeg',
  'https://evil.example#@delivery.eu2.bfl.ai/a.jpeg',
  'https://evil.example?.bfl.ai/a.jpeg',
  'https://delivery.eu2.bfl.ai./a.jpeg',
  'https://delivery.eu2.bfl.ai../a.jpeg',
  'https://delivery.eu2.bfl.ai.evil.example/a.jpeg',
  'https://delivery.eu2.bfl.ai%2eevil.example/a.jpeg',
  'https://delivery.eu2.bfl.ai%00.evil.example/a.jpeg',
  'https://evilbfl.ai/a.jpeg',
  'https://bfl.ai/a.jpeg',
  'https://.bfl.ai/a.jpeg',
  'https://delivery.eu2.bfl.аi/a.jpeg',
  'https://delivery.eu2.bfl。ai.evil.example/a.jpeg',
  'https://xn--bfl-.ai/a.jpeg',
  'https://delivery.eu2.bfl.ai:8443/a.jpeg',
  'https://delivery.eu2.bfl.ai:22/a.jpeg',
  'http://delivery.eu2.bfl.ai/a.jpeg',
  'ftp://delivery.eu2.bfl.ai/a.jpeg',
  'file:///etc/passwd',
  'file://delivery.eu2.bfl.ai/etc/passwd',
  'gopher://delivery.eu2.bfl.ai/_a',
  'data:image/png;base64,iVBORw0KGgo=',
  'blob:https://delivery.eu2.bfl.ai/a',
  'javascript:alert(1)',
  '//delivery.eu2.bfl.ai/a.jpeg',
  'delivery.eu2.bfl.ai/a.jpeg',
  '/flux/v1/get_result',
  '',
]

describe('an address of a picture', () => {
  it.each(elsewhere)('that is %j is refused before anything is asked', async (address) => {
    const answer = await picture(address)
    expect([answer.status, await codeIn(answer), host.heard]).toEqual([403, 'host_not_allowed', []])
  })

  it.each([...elsewhere.filter((address) => URL.canParse(address)), 'http://localhost:1/', 'https://127.0.0.1:1/'])(
    'that only a redirect leads to, %j, is refused too',
    async (address) => {
      const once = await picture(`${host.url}/to?to=${encodeURIComponent(address)}`)
      expect([once.status, await codeIn(once), host.heard.length]).toEqual([403, 'host_not_allowed', 1])
      const later = `${host.url}/to?to=${encodeURIComponent(`${host.url}/to?to=${encodeURIComponent(address)}`)}`
      const twice = await picture(later)
      expect([twice.status, await codeIn(twice), host.heard.length]).toEqual([403, 'host_not_allowed', 3])
    },
  )

  it.each([
    ['a redirect without end', '/to?to=/to', 403],
    ['a redirect to nowhere', '/to?to=', 403],
    ['a redirect that is no address', `/to?to=${encodeURIComponent('http://[')}`, 403],
  ])('leads not for ever: %s', async (_name, path, status) => {
    host.heard.length = 0
    const answer = await picture(host.url + path)
    expect(answer.status).toBe(status)
    expect(host.heard.length).toBeLessThanOrEqual(4)
  })

  it.each([
    ['replaced', (path: string) => path.replace(encodeURIComponent(host.url), encodeURIComponent(listed))],
    ['given twice', (path: string) => path.replace('?', `?url=${encodeURIComponent(`${listed}/a`)}&`)],
    ['without its signature', (path: string) => path.replace(/&sig=.*/, '')],
    ['with half of it', (path: string) => path.slice(0, -1)],
    ['with more of it', (path: string) => `${path}0`],
    ['with a longer life', (path: string) => path.replace(/until=\d/, 'until=9')],
    ['with another kind of signature', (path: string) => path.replace('/picture?url=', '/kept?id=')],
  ])('that the relay gave out is refused once it is %s', async (_name, change) => {
    const answer = await get(change(await signedPath(`${host.url}/ok`)))
    expect([answer.status, await codeIn(answer), host.heard]).toEqual([403, 'not_signed', []])
  })

  it.each<[string, readonly { address: string; family: number }[]]>([
    ['this machine', [{ address: '127.0.0.1', family: 4 }]],
    ['this machine by IPv6', [{ address: '::1', family: 6 }]],
    ['this machine in disguise', [{ address: '::ffff:127.0.0.1', family: 6 }]],
    ['the metadata of a cloud', [{ address: '169.254.169.254', family: 4 }]],
    ['a private network', [{ address: '10.1.2.3', family: 4 }]],
    [
      'a public and a private address',
      [
        { address: '8.8.8.8', family: 4 },
        { address: '192.168.0.1', family: 4 },
      ],
    ],
    ['nothing', []],
  ])('whose listed name leads to %s opens no connection', async (_name, found) => {
    const resolve: Resolve = (_host, _options, done) => done(null, [...found])
    const second = await startTestRelay(
      { UPSTREAM_URL: service.url, IMAGE_HOSTS: 'closed.example' },
      { pictureFetch: makePictureFetch(resolve) },
    )
    const answer = await fetch(second.url + (await signedPath('https://closed.example/ok')))
    expect([answer.status, await codeIn(answer)]).toEqual([502, 'picture_unreachable'])
    await second.close()
  })

  it('whose name is public is called at just the address that was looked at', () => {
    const found = [
      { address: '2606:4700::1111', family: 6 },
      { address: '1.1.1.1', family: 4 },
    ]
    const lookup = guardedLookup((_host, _options, done) => done(null, found))
    const told: unknown[] = []
    lookup('a.example', { all: true }, (...all) => told.push(all))
    lookup('a.example', {}, (...all) => told.push(all))
    expect(told).toEqual([
      [null, found],
      [null, '2606:4700::1111', 6],
    ])
  })
})

describe('what a host of pictures answers', () => {
  it('passes as the bare picture: no cookies, no headers, no type of its own', async () => {
    const answer = await picture(`${host.url}/ok`)
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(JPEG)
    const {
      date: _date,
      connection: _connection,
      'keep-alive': _alive,
      'transfer-encoding': _encoding,
      ...headers
    } = Object.fromEntries(answer.headers)
    expect(headers).toEqual({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'retry-after,x-depth-restyle-relay,idempotent-replayed',
      'x-depth-restyle-relay': '1',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-type': 'image/jpeg',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    })
  })

  it('was asked for without key, cookie, referrer or where the caller is', async () => {
    const told = {
      authorization: `Bearer ${TOKEN}`,
      cookie: 'a=b',
      referer: 'https://figma.example',
      'x-forwarded-for': '10.0.0.1',
      range: 'bytes=0-1',
    }
    await (await picture(`${host.url}/ok`, { headers: told })).arrayBuffer()
    expect(headersOf).toEqual([
      { accept: 'image/*', 'accept-encoding': 'identity', host: new URL(host.url).host, connection: 'keep-alive' },
    ])
  })

  it.each([
    ['/html', 415],
    ['/svg', 415],
    ['/pdf', 415],
    ['/nothing', 415],
    ['/half-a-mark', 415],
    ['/large', 413],
    ['/bomb', 415],
    ['/many-bombs', 415],
    ['/silent', 502],
    ['/slow-head', 502],
    ['/huge-head', 502],
    ['/two-lengths', 502],
    ['/206', 502],
    ['/204', 502],
    ['/500', 502],
  ])('is refused at %s with %d and nothing of what it said', async (path, status) => {
    const answer = await picture(host.url + path)
    expect(answer.status).toBe(status)
    expect(await answer.text()).toMatch(
      /^\{"error":\{"code":"[a-z-]+","message":"[^"<]+","type":"[a-z_]+"\},"charged":"(no|yes|unknown)"\}$/,
    )
  })

  it.each(['/endless', '/short', '/slow'])('breaks off visibly at %s', async (path) => {
    const answer = await picture(host.url + path)
    expect(answer.status).toBe(200)
    await expect(answer.arrayBuffer()).rejects.toThrow(TypeError)
  })

  it.each(['/long', '/100'])('ends where its head says it ends at %s', async (path) => {
    const answer = await picture(host.url + path)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(path === '/long' ? JPEG.slice(0, 20) : JPEG))
  })

  it('cannot put headers into ours by a folded redirect', async () => {
    const answer = await picture(`${host.url}/split`)
    await answer.text()
    expect([answer.headers.get('set-cookie'), answer.headers.get('location')]).toEqual([null, null])
  })
})

/** The complete answer to raw bytes on a connection. */
async function say(text: string): Promise<string> {
  const client = await open(relay.port)
  client.write(text)
  const told = await client.told(isWhole)
  client.cut()
  return told
}

const model = '/flux/v1/flux-2-pro'
const mine = { authorization: `Bearer ${TOKEN}` }

describe('a request', () => {
  it.each([
    ['/flux/v1/../../v1/models', 404],
    ['/flux/v1/..%2f..%2fv1%2fmodels', 404],
    ['/flux/v1/flux-a%2F..%2F..%2Fv1', 404],
    ['/flux/v1/flux-a%252F..%252Fv1', 404],
    ['/flux/v1/flux-a%00', 404],
    ['/flux/v1/flux-a%0d%0aset-cookie:a=b', 404],
    ['/flux/v1/flux-a;b', 404],
    ['/flux/v1/flux-..', 404],
    ['/flux/v1/flux-a\\..\\b', 404],
    [`/flux/v1/flux-${'a-'.repeat(2000)}a`, 404],
    ['//evil.example/flux/v1/flux-2-pro', 404],
    ['/flux/v1//flux-2-pro', 404],
    ['/flux/v1/get_result', 404],
    ['http://evil.example/flux/v1/flux-2-pro', 400],
    ['http://127.0.0.1:22/', 400],
    ['*', 400],
    ['evil.example:443', 400],
  ])('to POST %s reaches nobody', async (path, status) => {
    const told = await say(postText(path, '{}', mine))
    expect([told.slice(9, 12), service.heard]).toEqual([String(status), []])
    expect(told).not.toMatch(/set-cookie|^location:/im)
  })

  it.each(['PUT', 'DELETE', 'PATCH', 'TRACE', 'TRACK', 'PROPFIND', 'FLUX', 'HEAD'])('by %s is none', async (method) => {
    const told = await say(
      `${method} /flux/v1/picture?url=${encodeURIComponent(`${host.url}/ok`)} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`,
    )
    expect(told.slice(9, 12)).toMatch(/^40[05]$/)
    expect([host.heard, service.heard]).toEqual([[], []])
  })

  it('by CONNECT opens no tunnel', async () => {
    const client = await open(relay.port)
    client.write(`CONNECT 127.0.0.1:${host.port} HTTP/1.1\r\nhost: 127.0.0.1:${host.port}\r\n\r\nGET /ok HTTP/1.1\r\nhost: a\r\n\r\n`)
    expect([await client.told(), host.heard]).toEqual(['', []])
  })

  it.each([
    ['both lengths', 'content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n'],
    ['two lengths', 'content-length: 2\r\ncontent-length: 3\r\n\r\n{}x'],
    ['a length that is none', 'content-length: 2x\r\n\r\n{}'],
    ['a negative length', 'content-length: -2\r\n\r\n{}'],
    ['an encoding that is none', 'transfer-encoding: chunked, identity\r\n\r\n{}'],
    ['a space before the colon', 'transfer-encoding : chunked\r\n\r\n0\r\n\r\n'],
    ['a chunk that is none', 'transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n'],
    ['a bare line feed in a header', 'x-a: b\nx-c: d\r\n\rcontent-length: 2\r\n\r\n{}'],
    ['a nought byte in a header', 'x-a: \0\r\ncontent-length: 2\r\n\r\n{}'],
    ['headers without end', `${Array.from({ length: 3000 }, (_, i) => `x-${i}: aaaaaaaa`).join('\r\n')}\r\n\r\n`],
    ['one endless header', `cookie: ${'a'.repeat(20_000)}\r\n\r\n`],
    ['two hosts', 'host: a\r\nhost: b\r\ncontent-length: 2\r\n\r\n{}'],
    ['no host', 'content-length: 2\r\n\r\n{}'],
    ['two hosts in one', 'host: a@evil.example\r\ncontent-length: 2\r\n\r\n{}'],
  ])('with %s is not understood', async (name, rest) => {
    const host = rest.startsWith('host:') || name === 'no host' ? '' : 'host: a\r\n'
    const client = await open(relay.port)
    client.write(`POST ${model} HTTP/1.1\r\n${host}authorization: Bearer ${TOKEN}\r\n${rest}`)
    const told = await client.told()
    expect(told).toMatch(/^HTTP\/1\.1 4(00|31|13) /)
    expect(told.match(/HTTP\/1\.1/g)).toHaveLength(1)
    expect(told).toContain('x-depth-restyle-relay: 1')
    expect(service.heard).toEqual([])
  })

  it('may ask in the old way, without a host, whether the relay is well', async () => {
    const client = await open(relay.port)
    client.write('GET /healthz HTTP/1.0\r\n\r\n')
    expect(await client.told()).toMatch(/^HTTP\/1\.1 200 [^]*ok\n/)
  })

  it.each([
    ['half a head', `POST ${model} HTTP/1.1\r\nhost: a\r\nx-slow:`],
    ['nothing', 'G'],
  ])('that sends %s and waits is let go', async (_name, text) => {
    const client = await open(relay.port)
    client.write(text)
    expect(await client.told()).toMatch(/^(HTTP\/1\.1 408 |$)/)
  })

  it.each([
    ['honestly', postText(model, 'x'.repeat(10_001), mine)],
    [
      'in pieces',
      `POST ${model} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${TOKEN}\r\ntransfer-encoding: chunked\r\n\r\n2711\r\n${'x'.repeat(10_001)}\r\n0\r\n\r\n`,
    ],
    ['by its word', `POST ${model} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${TOKEN}\r\ncontent-length: 99999999999\r\n\r\nx`],
  ])('that is too large %s is refused', async (_name, text) => {
    const told = await say(text)
    expect([told.slice(9, 12), service.heard]).toEqual(['413', []])
  })

  it('hides no second one in its body', async () => {
    const hidden = postText(model, '{"seed":2}', mine)
    const told = await say(postText(model, hidden, { ...mine, 'content-type': 'text/plain' }))
    expect(told).toContain(`"id":"task-${hidden.length}"`)
    expect(service.heard).toEqual([`POST ${model}`])
  })

  it('carries no question of the caller upstream but the id', async () => {
    const many = Array.from({ length: 1000 }, (_, i) => `a${i}=b`).join('&')
    const answer = await get(`/flux/v1/get_result?${many}&id=a%26webhook%3Db&id=c`, { headers: mine })
    expect([answer.status, service.heard]).toEqual([200, ['GET /flux/v1/get_result?id=a%26webhook%3Db']])
  })

  it('from any page gets an answer that no page gets with credentials', async () => {
    for (const origin of ['null', 'https://evil.example']) {
      const answer = await get('/flux/v1/get_result?id=a', { headers: { ...mine, origin, cookie: 'a=b' } })
      expect([answer.headers.get('access-control-allow-origin'), answer.headers.get('access-control-allow-credentials')]).toEqual([
        '*',
        null,
      ])
    }
  })

  it('gets neither the key nor a cookie nor a header of the service', async () => {
    const answer = await get('/flux/v1/get_result?id=a', { headers: mine })
    expect(JSON.stringify([...answer.headers, await answer.text()])).not.toMatch(/sk-team|session|x-key|token-of/)
  })

  it('that claims another host or a proxy changes only its own answer', async () => {
    const told = await say(
      `GET /nowhere HTTP/1.1\r\nhost: evil.example\r\nx-forwarded-host: evil.example\r\nx-http-method-override: POST\r\n\r\n`,
    )
    expect(told.slice(9, 12)).toBe('404')
    expect(told).not.toContain('evil')
  })
})

describe('the log of all this', () => {
  it('holds lines of method, path, status and time, and nothing that was secret', () => {
    expect(relay.lines.length).toBeGreaterThan(100)
    for (const line of relay.lines)
      expect(line).toMatch(
        /^\{"time":"[\d:.TZ-]+","event":("request","method":"[A-Z]+","path":"\/[!-~]{0,99}","status":\d{3},"ms":\d+|"(accepted|refused|ended)",[!-~]{0,400})\}$/,
      )
    expect(relay.lines.join('\n')).not.toMatch(/sk-team|token-of|sig=|evil\.example\?|bfl\.ai/)
  })
})
