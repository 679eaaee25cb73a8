/** Processes pipelined requests of a connection one after another, and limits how many may wait. */
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Browsers never pipeline; a client that sends this many is abusive. */
const mostWaiting = 16

type Line = { last: ServerResponse; waiting: number }

/** Calls `work` when its turn comes, or never if the connection is gone by then. */
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
