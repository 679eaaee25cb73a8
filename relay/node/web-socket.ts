/**
 * A minimal WebSocket client (RFC 6455) that receives text and sends only what the protocol requires. Node 20 has no client of its own, and
 * the relay should not load a package just for this. Binary messages are ignored.
 */
import { createHash, randomBytes } from 'node:crypto'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Socket } from 'node:net'

/** `close` ends the connection; nothing is heard or told from then on. */
export type Hearing = { readonly close: () => void }
export type Socketing = (url: string, heard: (text: string) => void, ended: () => void, opened?: () => void) => Hearing

const magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
/** A message of ComfyUI has a few hundred bytes; its picture previews are binary. */
const longestText = 1_000_000
const longestFrame = 50_000_000

/** Calls `ended` once when the connection ends, unless it was closed here. */
export function hearSocket(url: string, heard: (text: string) => void, ended: () => void, opened?: () => void): Hearing {
  const nonce = randomBytes(16).toString('base64')
  const open = url.startsWith('https:') ? requestHttps : requestHttp
  const headers = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': nonce }
  const outgoing = open(url, { headers })
  let isOver = false
  // Once the protocol was switched, the request no longer holds the connection.
  let drop = (): void => void outgoing.destroy()
  const end = (): void => {
    if (isOver) return
    isOver = true
    drop()
    ended()
  }
  outgoing.on('error', end)
  outgoing.on('response', end)
  outgoing.on('upgrade', (incoming, socket: Socket, head: Buffer) => {
    drop = () => void socket.destroy()
    socket.on('error', end)
    socket.on('close', end)
    const wanted = createHash('sha1')
      .update(nonce + magic)
      .digest('base64')
    if (isOver || incoming.headers['sec-websocket-accept'] !== wanted) {
      socket.destroy()
      return end()
    }
    socket.unref()
    opened?.()
    const take = makeFrames(socket, (text) => isOver || heard(text))
    const feed = (bytes: Buffer): void => {
      if (!take(bytes)) socket.destroy()
    }
    if (head.length > 0) feed(head)
    socket.on('data', feed)
  })
  outgoing.end()
  return {
    close() {
      isOver = true
      drop()
    },
  }
}

const [continuation, text, close, ping] = [0, 1, 8, 9]

/** Takes bytes as they arrive; returns false when the other side violates the protocol. */
function makeFrames(socket: Socket, heard: (text: string) => void): (bytes: Buffer) => boolean {
  let held: Buffer = Buffer.alloc(0)
  let parts: Buffer[] = []
  let kind = 0
  const frame = (opcode: number, isLast: boolean, payload: Buffer): boolean => {
    if (opcode === close) return false
    if (opcode === ping) socket.write(pong(payload.subarray(0, 125)))
    if (opcode >= 8) return true
    if (opcode !== continuation) [kind, parts] = [opcode, []]
    if (kind === text) parts.push(payload)
    if (parts.reduce((sum, part) => sum + part.length, 0) > longestText) return false
    if (isLast && kind === text) heard(Buffer.concat(parts).toString('utf8'))
    if (isLast) parts = []
    return true
  }
  return (bytes) => {
    held = held.length === 0 ? bytes : Buffer.concat([held, bytes])
    for (let read = readFrame(held); read !== undefined; read = readFrame(held)) {
      if (read === 'broken' || !frame(read.opcode, read.isLast, read.payload)) return false
      held = held.subarray(read.size)
    }
    return true
  }
}

type Frame = { readonly opcode: number; readonly isLast: boolean; readonly payload: Buffer; readonly size: number }

/** Undefined until the whole frame has arrived. */
function readFrame(bytes: Buffer): Frame | 'broken' | undefined {
  if (bytes.length < 2) return undefined
  const [first = 0, second = 0] = bytes
  const short = second & 0x7f
  const start = short === 126 ? 4 : short === 127 ? 10 : 2
  if (bytes.length < start) return undefined
  const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short
  // A server must not mask its frames.
  if (second & 0x80 || length > longestFrame) return 'broken'
  if (bytes.length < start + length) return undefined
  return { opcode: first & 0x0f, isLast: (first & 0x80) !== 0, payload: bytes.subarray(start, start + length), size: start + length }
}

/** A client must mask its frames. */
function pong(payload: Buffer): Buffer {
  const mask = randomBytes(4)
  const masked = Buffer.from(payload.map((byte, i) => byte ^ (mask[i % 4] ?? 0)))
  return Buffer.concat([Buffer.from([0x8a, 0x80 | payload.length]), mask, masked])
}
