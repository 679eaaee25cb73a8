// Whatever callers send in whatever order, the relay survives, drops them in time, says why if they can receive it, and serves the others.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isWhole, open, postText } from '../sockets.ts'
import { head, expectServed, expectWell, many, megabyte, mine, path, setStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => void (stage = await setStage()))
afterAll(() => stage.close())

describe('a request that is refused before all of it is there', () => {
  const tooLarge = Buffer.alloc(26 * megabyte, 'z')
  it.each([
    ['too large, and close', { connection: 'close', ...mine }, `POST ${path} HTTP/1.1`, '413', 'too_large'],
    ['too large', mine, `POST ${path} HTTP/1.1`, '413', 'too_large'],
    ['of an unknown model, and close', { connection: 'close', ...mine }, 'POST /flux/v1/flux- HTTP/1.1', '404', 'not_found'],
    ['of another method, and close', { connection: 'close', ...mine }, `PUT ${path} HTTP/1.1`, '405', 'method_not_allowed'],
    ['without a key, and close', { connection: 'close' }, `POST ${path} HTTP/1.1`, '401', 'no_key'],
    ['of an old version', mine, `POST ${path} HTTP/1.0`, '413', 'too_large'],
  ])('since it is %s hears why, each time', async (_name, headers, first, status, code) => {
    for (let i = 0; i < 6; i++) {
      const client = await open(stage.own.port)
      client.write(head({ 'content-length': String(tooLarge.length), ...headers }, first))
      client.write(tooLarge)
      const told = await client.told(isWhole)
      expect([told.slice(9, 12), told]).toEqual([status, expect.stringContaining(`"type":"${code}"`)])
      client.cut()
    }
  })

  it('in pieces, and close, hears why as well', async () => {
    for (let i = 0; i < 6; i++) {
      const client = await open(stage.own.port)
      client.write(head({ 'transfer-encoding': 'chunked', connection: 'close', ...mine }))
      client.write(`${tooLarge.length.toString(16)}\r\n`)
      client.write(tooLarge)
      client.write('\r\n0\r\n\r\n')
      expect(await client.told()).toMatch(/^HTTP\/1\.1 413 [^]*"type":"too_large"/)
    }
  })

  it('and asks first whether to send, is told no at once and yes where it may', async () => {
    const client = await open(stage.own.port)
    client.write(head({ 'content-length': String(tooLarge.length), expect: '100-continue', ...mine }))
    expect(await client.told()).toMatch(/^HTTP\/1\.1 413 [^]*connection: close[^]*"type":"too_large"/i)
    const other = await open(stage.own.port)
    other.write(head({ 'content-length': '12', expect: '100-continue', ...mine }))
    await other.told((text) => text.endsWith('\r\n\r\n'))
    other.write('{"seed":1,"a')
    expect(await other.told()).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /)
  })

  it('goes on over the same connection where it was there soon', async () => {
    const client = await open(stage.own.port)
    client.write(postText('/flux/v1/flux-', 'x'.repeat(megabyte)))
    await client.told(isWhole)
    client.write(postText(path, '{"seed":"on the same line"}'))
    expect(await client.told((text) => text.includes('task-1'))).toMatch(/^HTTP\/1\.1 404 [^]*HTTP\/1\.1 200 /)
    client.cut()
  })
})

describe('requests behind each other on one connection', () => {
  it('are answered in their order', async () => {
    const client = await open(stage.own.port)
    client.write(
      Array.from({ length: 8 }, (_, i) => head({}, `GET /nowhere/${i} HTTP/1.1`)).join('') +
        head({ connection: 'close' }, 'PUT / HTTP/1.1'),
    )
    expect((await client.told()).match(/HTTP\/1\.1 \d+/g)).toEqual([...Array<string>(8).fill('HTTP/1.1 404'), 'HTTP/1.1 405'])
  })

  it('by the thousand end the connection, and nothing else', async () => {
    const clients = await many(10, stage.own.port)
    const one = head(mine, 'GET /flux/v1/get_result?id=a HTTP/1.1')
    for (const { write } of clients) write(one.repeat(5000))
    for (const { told } of clients) expect((await told()).match(/HTTP\/1\.1 \d+/g)?.length ?? 0).toBeLessThan(5000)
    await expectServed(stage.own, 104)
    await expectWell(stage.own)
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
    expect(await drips(stage.own.port, first, drop)).toMatch(/^(HTTP\/1\.1 4\d\d |$)/)
    await expectWell(stage.own)
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
    const client = await open(stage.own.port)
    client.write(bytes)
    client.socket.end()
    await client.told()
    await expectWell(stage.own)
  })

  it('who says the last word and closes that side is answered or let go', async () => {
    const client = await open(stage.own.port)
    client.socket.end(parts.join(''))
    expect(await client.told()).toMatch(/^(HTTP\/1\.1 200 |$)/)
  })

  it('who breaks off, wherever, ends nothing', async () => {
    stage.doesAnswer = false
    for (let until = 0; until <= parts.join('').length; until += 7) {
      const client = await open(stage.own.port)
      client.write(parts.join('').slice(0, until))
      client.cut()
    }
    stage.doesAnswer = true
    await expectServed(stage.own, 105)
    await expectWell(stage.own)
  })
})
