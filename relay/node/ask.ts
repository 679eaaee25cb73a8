/**
 * One request with Node's own client. Settles exactly once, whatever arrives over the connection, and handles every event that would
 * otherwise end the process.
 */
import type { ClientRequest, IncomingMessage } from 'node:http'
import { streamOf } from './incoming.ts'

const heldBytes = 262_144
/** How many informational (1xx) responses are tolerated before the answer. */
const mostWords = 20

/** A reused connection broke before anything was received. */
export class StaleError extends Error {}

/** Sends the request. Rejects when no valid answer arrived. */
export function answerTo(outgoing: ClientRequest, body?: Uint8Array): Promise<Response> {
  return new Promise((done, failed) => {
    let [isAnswered, words] = [false, 0]
    outgoing.on('response', (incoming) => {
      isAnswered = true
      // A host that has answered may stop reading; the unsent rest of the body would otherwise be held forever.
      incoming.once('end', () => outgoing.writableFinished || outgoing.destroy())
      try {
        done(responseOf(incoming))
      } catch (error) {
        incoming.destroy()
        failed(error)
      }
    })
    // A picture host has no reason to switch protocols.
    outgoing.on('upgrade', (_incoming, socket) => {
      socket.destroy()
      failed(new Error('The host changed the protocol.'))
    })
    outgoing.on('information', () => {
      words += 1
      if (words > mostWords) outgoing.destroy(new Error('The host says nothing but "wait".'))
    })
    outgoing.on('error', (error) => {
      const isStale = !isAnswered && words === 0 && outgoing.reusedSocket && isReset(error)
      failed(isStale ? new StaleError('The connection was gone.', { cause: error }) : error)
    })
    outgoing.on('close', () => failed(new Error('The host closed without an answer.')))
    outgoing.end(body)
  })
}

function isReset(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
}

const read = [
  'content-type',
  'content-length',
  'content-encoding',
  'location',
  'retry-after',
  'x-comfy-error-type',
  'idempotent-replayed',
] as const

/** Copies only the headers that the relay reads. Throws for an invalid head: not every number that a host sends is a valid status. */
function responseOf(incoming: IncomingMessage): Response {
  const headers = new Headers()
  for (const name of read) {
    const value = incoming.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  const status = incoming.statusCode ?? 0
  const hasNoBody = status === 204 || status === 205 || status === 304
  const response = new Response(hasNoBody ? null : streamOf(incoming, { heldBytes, onCancel: () => incoming.destroy() }), {
    status,
    headers,
  })
  if (hasNoBody) incoming.on('error', () => undefined).resume()
  return response
}
