// A server that sends what no proper server would: raw bytes on a connection, chosen by the requested path.

import { createServer, type AddressInfo, type Socket } from 'node:net'

/** Reads no more than this. */
export function readsNoMore(socket: Socket): void {
  void socket.pause()
}

/** `turn`: the number of the request on this connection, from 1. */
export type Answer = (socket: Socket, turn: number) => void

export type Raw = { readonly url: string; readonly heard: string[]; readonly close: () => void }

/** If `answerTo` returns nothing, nothing is sent. */
export async function startRaw(answerTo: (path: string, head: string) => Answer | undefined): Promise<Raw> {
  const sockets = new Set<Socket>()
  const heard: string[] = []
  const server = createServer((socket) => {
    sockets.add(socket)
    let turn = 0
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', (part) => {
      const text = part.toString('latin1')
      const path = /^(?:GET|POST) (\S+) HTTP/.exec(text)?.[1]
      if (path === undefined) return
      heard.push(path)
      turn += 1
      answerTo(path, text)?.(socket, turn)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
