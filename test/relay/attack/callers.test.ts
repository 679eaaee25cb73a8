// Whatever callers send, stop sending or do not read: the relay lives, lets them go in time, holds little, and serves the others.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isWhole, open, postText, startScripted, type Client, type Scripted } from '../sockets.ts'
import { JPEG, post, signedPath, TOKEN } from '../support.ts'
import { startAttacked, type Attacked } from './process.ts'
import { readsNoMore, startRaw } from './raw.ts'

const path = '/flux/v1/flux-2-pro'
const megabyte = 1_000_000
const largest = Buffer.alloc(24 * megabyte, 'x')

let service: Scripted
/** With everybody's own key, and with tokens. */
let relays: { readonly own: Attacked; readonly team: Attacked }
let folder = ''
/** The service and the host are in this process, which is busy with attacking. */
const limits = { pictureTimeoutMs: 20_000, submitTimeoutMs: 2500 }
let doesAnswer = true
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relay-attack-'))
  service = await startScripted((request, response) => {
    if (request.url?.startsWith('/picture')) return void response.writeHead(200).end(Buffer.concat([JPEG, Buffer.alloc(18 * megabyte)]))
    if (!doesAnswer && request.method === 'POST') return undefined
    const said =
      request.method === 'POST' ? { id: 'task-1' } : { id: 'task-1', status: 'Ready', result: { sample: `${service.url}/picture` } }
    return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said))
  })
  const env = { UPSTREAM_URL: service.url, IMAGE_HOSTS: service.url }
  const [own, team] = await Promise.all([
    startAttacked(env, limits),
    startAttacked(
      { ...env, COMETAPI_API_KEY: 'sk-own-key-of-all', TEAM_TOKENS: TOKEN, KEEP_PICTURES_MINUTES: '60', KEEP_PICTURES_DIR: folder },
      limits,
    ),
  ])
  relays = { own, team }
})
afterAll(async () => {
  for (const { close } of [relays.own, relays.team, service]) await close()
  await rm(folder, { recursive: true })
})
beforeEach(() => void (doesAnswer = true))

const mine = { authorization: `Bearer ${TOKEN}` }
const head = (lines: Readonly<Record<string, string>>, first = `POST ${path} HTTP/1.1`): string =>
  `${[first, ...Object.entries({ host: 'a', ...lines }).map(([name, value]) => `${name}: ${value}`)].join('\r\n')}\r\n\r\n`
const many = async (count: number, port: number): Promise<readonly Client[]> => Promise.all(Array.from({ length: count }, () => open(port)))
const isServed = async ({ url }: Attacked, seed: number): Promise<void> => {
  const answer = await fetch(url + path, post(JSON.stringify({ seed, picture: 'y'.repeat(megabyte) }), mine))
  expect([answer.status, await answer.json()]).toEqual([200, { id: 'task-1' }])
}
const isWell = async (relay: Attacked): Promise<void> => {
  expect(relay.isAlive()).toBe(true)
  expect(await relay.gained()).toBeLessThan(200 * megabyte)
}

describe('strangers who send 24 MB each and stop', () => {
  it.each([
    ['without a key', 'own', {}],
    ['with any key', 'own', mine],
    ['with a wrong token', 'team', { authorization: 'Bearer token-of-a-stranger' }],
    ['with a token', 'team', mine],
  ] as const)('fill nothing %s, and keep nobody out', async (name, which, headers) => {
    const relay = relays[which]
    await relay.gained()
    const clients = await many(14, relay.port)
    for (const client of clients) {
      client.write(head({ 'content-length': String(largest.length + 10), ...headers }))
      client.write(largest)
    }
    await isServed(relay, name.length)
    // Each hears why, or is let go.
    for (const told of await Promise.all(clients.map(({ told }) => told()))) expect(told).toMatch(/^(HTTP\/1\.1 (401|408|429) |$)/)
    await isWell(relay)
  })

  it('in pieces of which none says how many there are, are no other', async () => {
    const clients = await many(14, relays.own.port)
    for (const client of clients) {
      client.write(head({ 'transfer-encoding': 'chunked', ...mine }))
      client.write(`${largest.length.toString(16)}\r\n`)
      client.write(largest)
    }
    await isServed(relays.own, 100)
    for (const told of await Promise.all(clients.map(({ told }) => told()))) expect(told).toMatch(/^(HTTP\/1\.1 (408|429) |$)/)
    await isWell(relays.own)
  })

  it('byte by byte in chunks are no other', async () => {
    const clients = await many(5, relays.own.port)
    for (const client of clients) {
      client.write(head({ 'transfer-encoding': 'chunked', ...mine }))
      client.write('1\r\nx\r\n'.repeat(50_000))
    }
    await isServed(relays.own, 101)
    for (const { told } of clients) expect(await told()).toMatch(/^(HTTP\/1\.1 (408|429) |$)/)
    await isWell(relays.own)
  })

  it('and a service that answers nobody, end with words', async () => {
    doesAnswer = false
    const clients = await many(12, relays.own.port)
    for (const [i, client] of clients.entries()) {
      client.write(head({ 'content-length': String(largest.length), connection: 'close', ...mine }))
      client.write(String(10 + i))
      client.write(largest.subarray(2))
    }
    for (const { told } of clients) expect(await told()).toMatch(/^HTTP\/1\.1 (429|502) [^]*"code":"(relay_busy|upstream_lost)"/)
    doesAnswer = true
    await isServed(relays.own, 102)
    await isWell(relays.own)
  })
})

describe('a service that answers before it has read the order', () => {
  it.each([
    ['at once', '{"id":"task-1"}', 200],
    ['with half an answer', '{"id":', 502],
  ])('%s holds nothing of it', async (_name, said, status) => {
    const eager = await startRaw(() => (socket) => {
      readsNoMore(socket)
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n${said}`)
    })
    const relay = await startAttacked({ UPSTREAM_URL: eager.url }, limits)
    for (let i = 0; i < (status === 200 ? 10 : 1); i++) {
      const answer = await fetch(relay.url + path, post(`${i}${largest.toString('latin1')}`, mine))
      expect([answer.status, await answer.text()]).toEqual([status, expect.stringContaining(status === 200 ? said : 'upstream_lost')])
    }
    await isWell(relay)
    relay.close()
    eager.close()
  })
})

describe('callers who read nothing', () => {
  it.each(['kept', 'picture'])('of a %s of 18 MB hold one piece each, and not for ever', async (kind) => {
    const relay = relays.team
    await (await fetch(relay.url + path, post('{"seed":"kept"}', mine))).json()
    const address = async (): Promise<URL> => {
      const { result } = (await (await fetch(`${relay.url}/flux/v1/get_result?id=task-1`, { headers: mine })).json()) as {
        result: { sample: string }
      }
      return new URL(result.sample)
    }
    let sample = await address()
    for (let tries = 0; tries < 1000 && !sample.pathname.endsWith('kept'); tries++) sample = await address()
    const asked = kind === 'kept' ? sample.pathname + sample.search : await signedPath(`${service.url}/picture`)
    const whole = await (await fetch(relay.url + asked)).arrayBuffer()
    expect(whole.byteLength).toBe(18 * megabyte + JPEG.length)
    await relay.gained()
    const before = await relay.connections()
    const clients = await many(25, relay.port)
    for (const { socket, write } of clients) {
      write(head({}, `GET ${asked} HTTP/1.1`))
      socket.pause()
    }
    // Whoever else comes is served meanwhile.
    expect((await (await fetch(relay.url + asked)).arrayBuffer()).byteLength).toBe(whole.byteLength)
    await isServed(relay, 103)
    await isWell(relay)
    while ((await relay.connections()) > before) expect(relay.isAlive()).toBe(true)
    // Only who reads notices that the line is broken.
    for (const { socket } of clients) socket.resume()
    for (const { told } of clients) expect((await told()).length).toBeLessThan(whole.byteLength)
    await isWell(relay)
  })
})

describe('a request that is refused before all of it is there', () => {
  const tooLarge = Buffer.alloc(26 * megabyte, 'z')
  it.each([
    ['too large, and close', { connection: 'close', ...mine }, `POST ${path} HTTP/1.1`, '413', 'too_large'],
    ['too large', mine, `POST ${path} HTTP/1.1`, '413', 'too_large'],
    ['of an unknown model, and close', { connection: 'close', ...mine }, 'POST /flux/v1/flux- HTTP/1.1', '404', 'not_found'],
    ['of another method, and close', { connection: 'close', ...mine }, `PUT ${path} HTTP/1.1`, '405', 'method_not_allowed'],
    ['without a key, and close', { connection: 'close' }, `POST ${path} HTTP/1.1`, '401', 'invalid_token'],
    ['of an old version', mine, `POST ${path} HTTP/1.0`, '413', 'too_large'],
  ])('since it is %s hears why, each time', async (_name, headers, first, status, code) => {
    for (let i = 0; i < 6; i++) {
      const client = await open(relays.own.port)
      client.write(head({ 'content-length': String(tooLarge.length), ...headers }, first))
      client.write(tooLarge)
      const told = await client.told(isWhole)
      expect([told.slice(9, 12), told]).toEqual([status, expect.stringContaining(`"code":"${code}"`)])
      client.cut()
    }
  })

  it('in pieces, and close, hears why as well', async () => {
    for (let i = 0; i < 6; i++) {
      const client = await open(relays.own.port)
      client.write(head({ 'transfer-encoding': 'chunked', connection: 'close', ...mine }))
      client.write(`${tooLarge.length.toString(16)}\r\n`)
      client.write(tooLarge)
      client.write('\r\n0\r\n\r\n')
      expect(await client.told()).toMatch(/^HTTP\/1\.1 413 [^]*"code":"too_large"/)
    }
  })

  it('and asks first whether to send, is told no at once and yes where it may', async () => {
    const client = await open(relays.own.port)
    client.write(head({ 'content-length': String(tooLarge.length), expect: '100-continue', ...mine }))
    expect(await client.told()).toMatch(/^HTTP\/1\.1 413 [^]*connection: close[^]*"code":"too_large"/i)
    const other = await open(relays.own.port)
    other.write(head({ 'content-length': '12', expect: '100-continue', ...mine }))
    await other.told((text) => text.endsWith('\r\n\r\n'))
    other.write('{"seed":1,"a')
    expect(await other.told()).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /)
  })

  it('goes on over the same connection where it was there soon', async () => {
    const client = await open(relays.own.port)
    client.write(postText('/flux/v1/flux-', 'x'.repeat(megabyte)))
    await client.told(isWhole)
    client.write(postText(path, '{"seed":"on the same line"}'))
    expect(await client.told((text) => text.includes('task-1'))).toMatch(/^HTTP\/1\.1 404 [^]*HTTP\/1\.1 200 /)
    client.cut()
  })
})

describe('requests behind each other on one connection', () => {
  it('are answered in their order', async () => {
    const client = await open(relays.own.port)
    client.write(
      Array.from({ length: 8 }, (_, i) => head({}, `GET /nowhere/${i} HTTP/1.1`)).join('') +
        head({ connection: 'close' }, 'PUT / HTTP/1.1'),
    )
    expect((await client.told()).match(/HTTP\/1\.1 \d+/g)).toEqual([...Array<string>(8).fill('HTTP/1.1 404'), 'HTTP/1.1 405'])
  })

  it('by the thousand end the connection, and nothing else', async () => {
    const clients = await many(10, relays.own.port)
    const one = head(mine, 'GET /flux/v1/get_result?id=a HTTP/1.1')
    for (const { write } of clients) write(one.repeat(5000))
    for (const { told } of clients) expect((await told()).match(/HTTP\/1\.1 \d+/g)?.length ?? 0).toBeLessThan(5000)
    await isServed(relays.own, 104)
    await isWell(relays.own)
  })
})

describe('a caller', () => {
  const parts = [head({ 'content-length': '19', ...mine }), '{"seed":', '"a caller"}']
  const drips = async (port: number, first: string, drop: string): Promise<string> => {
    const client = await open(port)
    client.write(first)
    const timer = setInterval(() => client.write(drop), 20)
    const told = await client.told()
    clearInterval(timer)
    return told
  }

  it.each([
    ['a head without end', `POST ${path} HTTP/1.1\r\nhost: a\r\nx: `, 'y'],
    ['headers without end', `POST ${path} HTTP/1.1\r\nhost: a\r\n`, 'x: y\r\n'],
    ['a body without end', head({ 'content-length': '10000', ...mine }), 'y'],
    ['chunks without end', head({ 'transfer-encoding': 'chunked', ...mine }), '1\r\ny\r\n'],
    ['a body without end and without a key', head({ 'content-length': '10000' }), 'y'],
    ['a body without end to a question', head({ 'content-length': '10000' }, 'GET /nowhere HTTP/1.1'), 'y'],
    ['a body without end and no hurry to hear', head({ 'content-length': '30000000', ...mine }), 'y'],
  ])('who drips %s is let go', { concurrent: true }, async (_name, first, drop) => {
    expect(await drips(relays.own.port, first, drop)).toMatch(/^(HTTP\/1\.1 4\d\d |$)/)
    await isWell(relays.own)
  })

  it.each([
    ['a handshake of TLS', Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3])],
    ['the first words of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['noughts', Buffer.alloc(100_000)],
    ['lines without end', '\r\n'.repeat(100_000)],
    ['an address without end', `GET /${'a'.repeat(1_000_000)} HTTP/1.1\r\n\r\n`],
    ['an offer of another protocol', head({ upgrade: 'websocket', connection: 'upgrade' }, 'GET /nowhere HTTP/1.1')],
    ['a wish nobody knows', head({ expect: 'the-unexpected', 'content-length': '2', ...mine }) + '{}'],
  ])('who sends %s ends nothing', async (_name, bytes) => {
    const client = await open(relays.own.port)
    client.write(bytes)
    client.socket.end()
    await client.told()
    await isWell(relays.own)
  })

  it('who says the last word and closes that side is answered or let go', async () => {
    const client = await open(relays.own.port)
    client.socket.end(parts.join(''))
    expect(await client.told()).toMatch(/^(HTTP\/1\.1 200 |$)/)
  })

  it('who breaks off, wherever, ends nothing', async () => {
    doesAnswer = false
    for (let until = 0; until <= parts.join('').length; until += 7) {
      const client = await open(relays.own.port)
      client.write(parts.join('').slice(0, until))
      client.cut()
    }
    doesAnswer = true
    await isServed(relays.own, 105)
    await isWell(relays.own)
  })
})
