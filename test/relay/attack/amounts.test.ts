// However much callers send and however little they read, the relay holds little, drops them in time, and serves the others.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { post, signedPath } from '../support.ts'
import { startAttacked } from './process.ts'
import { readsNoMore, startRaw } from './raw.ts'
import { head, expectServed, expectWell, limits, many, megabyte, mine, path, pictureBytes, setStage, type Stage } from './stage.ts'

const largest = Buffer.alloc(24 * megabyte, 'x')

let stage: Stage
beforeAll(async () => void (stage = await setStage()))
afterAll(() => stage.close())

describe('strangers who send 24 MB each and stop', () => {
  it.each([
    ['without a key', 'own', {}],
    ['with any key', 'own', mine],
    ['with a wrong token', 'team', { authorization: 'Bearer token-of-a-stranger' }],
    ['with a token', 'team', mine],
  ] as const)('fill nothing %s, and keep nobody out', async (name, which, headers) => {
    const relay = stage[which]
    await relay.gained()
    const clients = await many(10, relay.port)
    for (const client of clients) {
      client.write(head({ 'content-length': String(largest.length + 10), ...headers }))
      client.write(largest)
    }
    await expectServed(relay, name.length)
    // Each gets a reason or is disconnected.
    for (const told of await Promise.all(clients.map(({ told }) => told()))) expect(told).toMatch(/^(HTTP\/1\.1 (401|408|429) |$)/)
    await expectWell(relay)
  })

  it('in pieces of which none says how many there are, are no other', async () => {
    const clients = await many(10, stage.own.port)
    for (const client of clients) {
      client.write(head({ 'transfer-encoding': 'chunked', ...mine }))
      client.write(`${largest.length.toString(16)}\r\n`)
      client.write(largest)
    }
    await expectServed(stage.own, 100)
    for (const told of await Promise.all(clients.map(({ told }) => told()))) expect(told).toMatch(/^(HTTP\/1\.1 (408|429) |$)/)
    await expectWell(stage.own)
  })

  it('byte by byte in chunks are no other', async () => {
    const clients = await many(5, stage.own.port)
    for (const client of clients) {
      client.write(head({ 'transfer-encoding': 'chunked', ...mine }))
      client.write('1\r\nx\r\n'.repeat(50_000))
    }
    await expectServed(stage.own, 101)
    for (const { told } of clients) expect(await told()).toMatch(/^(HTTP\/1\.1 (408|429) |$)/)
    await expectWell(stage.own)
  })

  it('and a service that answers nobody, end with words', async () => {
    stage.doesAnswer = false
    const clients = await many(6, stage.own.port)
    for (const [i, client] of clients.entries()) {
      client.write(head({ 'content-length': String(largest.length), connection: 'close', ...mine }))
      client.write(String(10 + i))
      client.write(largest.subarray(2))
    }
    for (const { told } of clients) expect(await told()).toMatch(/^HTTP\/1\.1 (429|502) [^]*"type":"(relay_busy|upstream_lost)"/)
    stage.doesAnswer = true
    await expectServed(stage.own, 102)
    await expectWell(stage.own)
  })
})

describe('a service that answers before it has read the order', () => {
  it('leaves nothing of it behind', async () => {
    const eager = await startRaw(() => (socket) => {
      readsNoMore(socket)
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n{"id":"task-1"}')
    })
    // What answers once a connection is asked nothing besides.
    const relay = await startAttacked({ UPSTREAM_URL: eager.url }, { ...limits, watchesAlways: false })
    for (let i = 0; i < 10; i++) {
      const body = Buffer.from(largest)
      body[0] = i
      const answer = await fetch(relay.url + path, { ...post('', mine), body })
      expect([answer.status, await answer.text()]).toEqual([200, '{"id":"task-1"}'])
    }
    await expectWell(relay)
    relay.close()
    eager.close()
  })
})

describe('callers who read nothing', () => {
  it.each(['kept', 'picture'])('of a %s of 18 MB hold one piece each, and not for ever', async (kind) => {
    const relay = stage.team
    await (await fetch(relay.url + path, post('{"seed":"kept"}', mine))).json()
    const address = async (): Promise<URL> => {
      const { result } = (await (await fetch(`${relay.url}/flux/v1/get_result?id=task-1`, { headers: mine })).json()) as {
        result: { sample: string }
      }
      return new URL(result.sample)
    }
    let sample = await address()
    for (let tries = 0; tries < 1000 && !sample.pathname.endsWith('kept'); tries++) sample = await address()
    const asked = kind === 'kept' ? sample.pathname + sample.search : await signedPath(`${stage.service.url}/picture`)
    const whole = await (await fetch(relay.url + asked)).arrayBuffer()
    expect(whole.byteLength).toBe(pictureBytes)
    await relay.gained()
    const before = await relay.connections()
    const clients = await many(16, relay.port)
    for (const { socket, write } of clients) {
      write(head({}, `GET ${asked} HTTP/1.1`))
      socket.pause()
    }
    // Other callers are served meanwhile.
    expect((await (await fetch(relay.url + asked)).arrayBuffer()).byteLength).toBe(whole.byteLength)
    await expectServed(relay, 103)
    await expectWell(relay)
    while ((await relay.connections()) > before) expect(relay.isAlive()).toBe(true)
    // A client notices the broken connection only if it reads.
    for (const { socket } of clients) socket.resume()
    for (const { told } of clients) expect((await told()).length).toBeLessThan(whole.byteLength)
    await expectWell(relay)
  })
})
