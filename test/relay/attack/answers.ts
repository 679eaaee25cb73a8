// Malformed and hostile answers of a host or a service, each with a name and what it does to the connection.

import { gzipSync } from 'node:zlib'
import type { Socket } from 'node:net'
import type { Answer } from './raw.ts'

export type Payload = { readonly body: Buffer; readonly type: string }

function text(head: string, body: Buffer | string = ''): Buffer {
  return Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)])
}

/** Sends it, and keeps the connection open. */
function says(...parts: readonly (Buffer | string)[]): Answer {
  const whole = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
  return (socket) => void socket.write(whole)
}

/** Sends it, then breaks the connection. */
function saysAndBreaks(whole: Buffer): Answer {
  return (socket) => void socket.write(whole, () => socket.resetAndDestroy())
}

function saysAndEnds(whole: Buffer): Answer {
  return (socket) => void socket.end(whole)
}

/** Sends it repeatedly, as fast as it is accepted. */
function forEver(first: Buffer, again: Buffer): Answer {
  return (socket) => {
    const more = (): void => {
      while (!socket.destroyed && socket.write(again));
    }
    socket.on('drain', more)
    socket.write(first)
    more()
  }
}

/** Sends one piece every few milliseconds. */
function bitByBit(first: Buffer, pieces: (i: number) => Buffer | string): Answer {
  return (socket: Socket) => {
    let i = 0
    socket.write(first)
    const timer = setInterval(() => void socket.write(pieces(i++)), 3)
    socket.on('close', () => clearInterval(timer))
  }
}

const ok = 'HTTP/1.1 200 OK\r\n'

/** Status codes, valid or not, and values that are not numbers. */
const statuses =
  `000 001 010 099 100 101 102 103 110 199 201 204 205 206 207 226 299 300 301 302 303 304 305 307 308 399 400 401 402 403 404
  407 408 410 413 416 421 425 426 429 431 451 499 500 502 503 504 505 511 520 598 599 600 601 700 777 900 999 1000 65536 99999999999 -1 2e2
  0x1 20 abc`.split(/\s+/)

function statusAttacks({ body }: Payload): Record<string, Answer> {
  return Object.fromEntries(
    statuses.flatMap((status) => [
      [`status ${status}`, says(text(`HTTP/1.1 ${status} What\r\ncontent-length: ${body.length}\r\n\r\n`, body))],
      [`status ${status} and the end`, saysAndEnds(text(`HTTP/1.1 ${status} What\r\n\r\n`, body))],
    ]),
  )
}

function headAttacks({ body, type }: Payload): Record<string, Answer> {
  const own = `content-type: ${type}\r\n`
  const length = `content-length: ${body.length}\r\n`
  const head = (lines: string): Answer => says(text(`${ok}${own}${lines}`, body))
  return {
    'a status line without a reason': says(text(`HTTP/1.1 200\r\n${length}\r\n`, body)),
    'no status line': says(text(`${length}\r\n`, body)),
    'another version': says(text(`HTTP/2.0 200 OK\r\n${length}\r\n`, body)),
    'an old version': saysAndEnds(text(`HTTP/0.9 200 OK\r\n\r\n`, body)),
    'another protocol': says('SSH-2.0-OpenSSH_9.6\r\n'),
    'a radio': says(text(`ICY 200 OK\r\n${length}\r\n`, body)),
    'a handshake of TLS': says(Buffer.from([0x15, 3, 1, 0, 2, 2, 0x28])),
    noughts: says(Buffer.alloc(1000)),
    nothing: () => undefined,
    'a bare end': (socket) => void socket.end(),
    'a bare break': (socket) => void socket.resetAndDestroy(),
    'half a status line': saysAndEnds(text('HTTP/1.1 2')),
    'half a head': says(`${ok}content-le`),
    'half a head and a break': saysAndBreaks(text(`${ok}content-le`)),
    'a huge header': head(`x-a: ${'a'.repeat(100_000)}\r\n${length}\r\n`),
    'headers without end': forEver(text(ok), Buffer.from('x-a: b\r\n')),
    'ten thousand headers': head(`${Array.from({ length: 10_000 }, (_, i) => `x-${i}: a`).join('\r\n')}\r\n${length}\r\n`),
    'a nought in a header': head(`x-a: a\0b\r\n${length}\r\n`),
    'a nought in the type': head(`content-type: a\0b\r\n${length}\r\n`),
    'letters that are none': head(`content-type: \xff\xfe\x80\r\nlocation: \xff\r\n${length}\r\n`),
    'a bare return in a header': head(`x-a: a\rb: c\r\n${length}\r\n`),
    'a header without a name': head(`: a\r\n${length}\r\n`),
    'a header without a colon': head(`what\r\n${length}\r\n`),
    'a folded header': head(`content-type: a\r\n\tset-cookie: b=c\r\n${length}\r\n`),
    'two lengths': head(`${length}content-length: 1\r\n\r\n`),
    'no length that is one': head('content-length: many\r\n\r\n'),
    'a negative length': head('content-length: -5\r\n\r\n'),
    'an endless length': head('content-length: 99999999999999999999999\r\n\r\n'),
    'a length and chunks': head(`${length}transfer-encoding: chunked\r\n\r\n`),
    'an encoding that is none': head(`transfer-encoding: what\r\n\r\n`),
    'a change of protocol': says('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\nhello'),
    'a change of protocol to nothing': says('HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\n\r\n'),
    'a change of protocol and the end': saysAndEnds(text('HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: a\r\n\r\n')),
    'an offer of another protocol': head(`upgrade: h2c\r\nconnection: upgrade\r\n${length}\r\n`),
    'one wait and nothing more': says('HTTP/1.1 100 Continue\r\n\r\n'),
    'a thousand waits': says('HTTP/1.1 100 Continue\r\n\r\n'.repeat(1000)),
    'waits without end': forEver(Buffer.alloc(0), Buffer.from('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n')),
    'a wait each moment': bitByBit(Buffer.alloc(0), () => 'HTTP/1.1 102 Processing\r\n\r\n'),
    'a head letter by letter': bitByBit(Buffer.alloc(0), (i) => `${ok}x-a: ${'a'.repeat(5000)}`.charAt(i)),
    'a redirect to itself': says('HTTP/1.1 302 Found\r\nlocation: ?\r\ncontent-length: 0\r\n\r\n'),
    'a redirect to nowhere': says('HTTP/1.1 302 Found\r\ncontent-length: 0\r\n\r\n'),
    'a redirect to noughts': says('HTTP/1.1 302 Found\r\nlocation: \0\r\ncontent-length: 0\r\n\r\n'),
    'a redirect to a script': says('HTTP/1.1 302 Found\r\nlocation: javascript:alert(1)\r\ncontent-length: 0\r\n\r\n'),
    'a redirect with an endless body': forEver(text('HTTP/1.1 302 Found\r\nlocation: /good\r\n\r\n'), Buffer.alloc(65_536)),
  }
}

function chunk(piece: Buffer): Buffer {
  return text(`${piece.length.toString(16)}\r\n`, Buffer.concat([piece, Buffer.from('\r\n')]))
}

function bodyAttacks({ body, type }: Payload): Record<string, Answer> {
  const own = `${ok}content-type: ${type}\r\n`
  const long = `${own}content-length: 5000\r\n\r\n`
  const chunked = `${own}transfer-encoding: chunked\r\n\r\n`
  const packed = (encoding: string, bytes: Buffer): Answer =>
    says(text(`${own}content-encoding: ${encoding}\r\ncontent-length: ${bytes.length}\r\n\r\n`, bytes))
  const bomb = gzipSync(Buffer.concat([body, Buffer.alloc(60_000_000)]))
  return {
    'no body where one is announced': says(`${own}content-length: 500\r\n\r\n`),
    'half a body and silence': says(text(long, body)),
    'half a body and a break': saysAndBreaks(text(long, body)),
    'half a body and the end': saysAndEnds(text(long, body)),
    'half a chunk and silence': says(text(`${chunked}ff\r\n`, body)),
    'half a chunk and a break': saysAndBreaks(text(`${chunked}ff\r\n`, body)),
    'half a chunk and the end': saysAndEnds(text(`${chunked}ff\r\n`, body)),
    'chunks without the last': saysAndEnds(text(chunked, chunk(body))),
    'a chunk of endless size': says(text(`${chunked}ffffffffffffffffffff\r\n`, body)),
    'a chunk of negative size': says(text(`${chunked}-5\r\n`, body)),
    'a chunk that is none': says(text(`${chunked}zz\r\n`, body)),
    'a chunk longer than it says': says(text(`${chunked}2\r\n`, body)),
    'a chunk with an endless extension': forEver(text(`${chunked}5;`), Buffer.from('a'.repeat(10_000))),
    'endless trailers': forEver(Buffer.concat([text(chunked, chunk(body)), text('0\r\n')]), Buffer.from('x-a: b\r\n')),
    'a body by single bytes': bitByBit(text(long, body), () => 'a'),
    'a body by single chunks': bitByBit(text(chunked, chunk(body)), () => chunk(Buffer.from('a'))),
    'a body without end': forEver(text(`${own}\r\n`, body), Buffer.alloc(65_536, 1)),
    'chunks without end': forEver(text(chunked, chunk(body)), chunk(Buffer.alloc(65_536, 1))),
    'a million chunks of one byte': says(text(chunked, chunk(body)), Buffer.from('1\r\na\r\n'.repeat(1_000_000)), '0\r\n\r\n'),
    'more than it said': says(text(`${own}content-length: ${body.length}\r\n\r\n`, body), Buffer.alloc(5000, 'x')),
    'a second answer nobody asked for': says(
      text(`${own}content-length: ${body.length}\r\n\r\n`, body),
      `${ok}content-length: 2\r\n\r\nno`,
    ),
    'a bomb': packed('gzip', bomb),
    'a bomb in a bomb': packed('gzip, gzip', gzipSync(bomb)),
    'twenty wrappings': packed(Array.from({ length: 20 }, () => 'gzip').join(', '), bomb),
    'a wrapping that is none': packed('gzip', body),
    'half a wrapping': packed('gzip', bomb.subarray(0, 100)),
    'a wrapping nobody knows': packed('what', body),
    'an empty wrapping': packed('br', Buffer.alloc(0)),
    'a good body, once': (socket, turn) => {
      if (turn === 1) says(text(`${own}content-length: ${body.length}\r\n\r\n`, body))(socket, turn)
      else socket.resetAndDestroy()
    },
    'a good body, and half of one the next time': (socket, turn) =>
      (turn === 1 ? says(text(`${own}content-length: ${body.length}\r\n\r\n`, body)) : saysAndBreaks(text(long, body)))(socket, turn),
    'a good body, and a head that breaks the next time': (socket, turn) =>
      (turn === 1 ? says(text(`${own}content-length: ${body.length}\r\n\r\n`, body)) : saysAndBreaks(text(`${own}content-`)))(socket, turn),
  }
}

/** By name. `payload`: the body of a proper answer. */
export function attacks(payload: Payload): Readonly<Record<string, Answer>> {
  return {
    ...statusAttacks(payload),
    ...headAttacks(payload),
    ...bodyAttacks(payload),
  }
}

export function goodAnswer({ body, type }: Payload): Answer {
  return says(text(`${ok}content-type: ${type}\r\ncontent-length: ${body.length}\r\n\r\n`, body))
}
