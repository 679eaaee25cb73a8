/** One request by Node's own client: settles once, whatever comes over the connection, and hears every event that would else end the program. */
import type { ClientRequest, IncomingMessage } from 'node:http'
import { streamOf } from './incoming.ts'

const heldBytes = 262_144
/** "Wait a little" before the answer, as often as anybody means it. */
const mostWords = 20

/** A held connection broke before a word came back. */
export class StaleError extends Error {}

/** Sends the request. Rejects where no proper answer came. */
export function answerTo(outgoing: ClientRequest, body?: Uint8Array): Promise<Response> {
  return new Promise((done, failed) => {
    let [isAnswered, words] = [false, 0]
    outgoing.on('response', (incoming) => {
      isAnswered = true
      // Who has said all it wants to say reads no further: what is not sent yet would be held for ever.
      incoming.once('end', () => outgoing.writableFinished || outgoing.destroy())
      try {
        done(responseOf(incoming))
      } catch (error) {
        incoming.destroy()
        failed(error)
      }
    })
    // Another protocol is no picture.
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

/** Only what the relay reads of the head. Throws where that cannot be a head: not every number that a host sends is a status. */
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
