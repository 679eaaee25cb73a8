// The relay's own WebSocket client against a server that keeps count of its connections.

import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { hearSocket } from '../../relay/node/web-socket.ts'
import type { Closing } from './sockets.ts'

const open: Closing[] = []

afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

async function startSockets(): Promise<{ readonly url: string; readonly sockets: Set<Socket> }> {
  const sockets = new Set<Socket>()
  const server = createServer()
  server.on('upgrade', ({ headers }, socket: Socket) => {
    const accept = createHash('sha1').update(`${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
    socket.write(`HTTP/1.1 101 Switching\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`)
    sockets.add(socket)
    socket.on('error', () => undefined)
    // Node leaves its half of a switched connection open.
    socket.on('end', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    socket.resume()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets }
}

describe('a connection to a service that pushes news', () => {
  it('is closed when nobody listens any more, and says nothing from then on', async () => {
    const { url, sockets } = await startSockets()
    const [heard, ended] = [vi.fn<(text: string) => void>(), vi.fn<() => void>()]
    const hearing = await new Promise<{ close: () => void }>((resolve) => {
      const made = hearSocket(url, heard, ended, () => setImmediate(() => resolve(made)))
    })
    await vi.waitFor(() => expect(sockets.size).toBe(1))
    hearing.close()
    for (const socket of sockets) socket.write(Buffer.from([0x81, 2, 0x68, 0x69]))
    await vi.waitFor(() => expect(sockets.size).toBe(0))
    expect([heard.mock.calls, ended.mock.calls]).toEqual([[], []])
  })

  it('tells what it hears, and once that it has ended', async () => {
    const { url, sockets } = await startSockets()
    const [heard, ended] = [vi.fn<(text: string) => void>(), vi.fn<() => void>()]
    hearSocket(url, heard, ended)
    await vi.waitFor(() => expect(sockets.size).toBe(1))
    for (const socket of sockets) socket.write(Buffer.from([0x81, 2, 0x68, 0x69]))
    await vi.waitFor(() => expect(heard.mock.calls).toEqual([['hi']]))
    for (const socket of sockets) socket.destroy()
    await vi.waitFor(() => expect(ended).toHaveBeenCalledTimes(1))
  })
})
