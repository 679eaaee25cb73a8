/** Requests that come one behind the other on a connection are worked on one after the other, and only so many may wait. */
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** No browser sends a second one before the first is answered. Who sends this many wants something else. */
const mostWaiting = 16

type Line = { last: ServerResponse; waiting: number }

/** Calls `work` when its turn has come, and never where the connection is gone by then. */
export type Turns = (socket: Socket, outgoing: ServerResponse, work: () => void) => void

export function makeTurns(): Turns {
  const lines = new WeakMap<Socket, Line>()
  return (socket, outgoing, work) => {
    const line = lines.get(socket)
    if (!line || line.last.closed) {
      lines.set(socket, { last: outgoing, waiting: 0 })
      return work()
    }
    const before = line.last
    line.last = outgoing
    line.waiting += 1
    if (line.waiting > mostWaiting) return void socket.destroy()
    before.once('close', () => {
      line.waiting -= 1
      if (!socket.destroyed) work()
    })
    return undefined
  }
}
