/**
 * Node's way to a picture's host: the address behind the name is looked at in the moment the connection opens, so that a name
 * that leads into the own network, or changes its mind between a check and the call, leads nowhere.
 */
import { lookup as resolve, type LookupAddress, type LookupAllOptions } from 'node:dns'
import { Agent, request as requestHttp, type IncomingMessage } from 'node:http'
import { Agent as TlsAgent, request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isPublicAddress } from '../addresses.ts'
import type { PictureFetch } from '../fetch-picture.ts'

export type Resolve = (
  name: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void

const heldBytes = 262_144

/** `ca`: further authorities, for a host of one's own. */
export function makePictureFetch(resolver: Resolve = resolve, ca?: string): PictureFetch {
  // Apart: a connection that was opened without the look must not serve where it is due.
  const [guarded, exact] = [makeAgents(ca), makeAgents(ca)]
  const lookup = guardedLookup(resolver)
  return ({ url, isExact }, headers, signal) => {
    const agents = isExact ? exact : guarded
    const options = { headers, signal, ...(isExact ? {} : { lookup }) }
    const ask = (): Promise<Response> =>
      new Promise((done, failed) => {
        const outgoing =
          url.protocol === 'https:'
            ? requestHttps(url, { ...options, agent: agents.https })
            : requestHttp(url, { ...options, agent: agents.http })
        outgoing.once('response', (incoming) => done(responseOf(incoming)))
        // A held connection that its host had just closed says nothing about the picture.
        outgoing.on('error', (error) => (outgoing.reusedSocket && isReset(error) ? done(ask()) : failed(error)))
        outgoing.end()
      })
    return ask()
  }
}

const isReset = (error: Error): boolean => 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE')

const makeAgents = (ca: string | undefined): { readonly http: Agent; readonly https: TlsAgent } => ({
  http: new Agent({ keepAlive: true }),
  https: new TlsAgent({ keepAlive: true, ...(ca === undefined ? {} : { ca }) }),
})

/** One address that is not public spoils the name: which of them is taken is not ours to know. */
export const guardedLookup =
  (resolver: Resolve): LookupFunction =>
  (name, options, done) => {
    resolver(name, { ...options, all: true }, (error, found) => {
      const [first] = found ?? []
      if (error) return done(error, '')
      if (!first || !found.every(({ address }) => isPublicAddress(address))) return done(new Error('Not a public address.'), '')
      return options.all ? done(null, found) : done(null, first.address, first.family)
    })
  }

/** Only what the relay reads of the head. The body is pulled: a slow reader holds the host back, not our memory. */
function responseOf(incoming: IncomingMessage): Response {
  const headers = new Headers()
  for (const name of ['content-length', 'content-encoding', 'location'] as const) {
    const value = incoming.headers[name]
    if (value !== undefined) headers.set(name, value)
  }
  const status = incoming.statusCode ?? 0
  const hasNoBody = status === 204 || status === 205 || status === 304
  if (hasNoBody) incoming.resume()
  return new Response(hasNoBody ? null : bodyOf(incoming), { status, headers })
}

function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        incoming.on('data', (chunk: Uint8Array) => {
          controller.enqueue(chunk)
          if ((controller.desiredSize ?? 0) <= 0) incoming.pause()
        })
        incoming.once('end', () => controller.close())
        incoming.on('error', (error) => controller.error(error))
        incoming.pause()
      },
      pull: () => void incoming.resume(),
      cancel() {
        // What is still on its way would be given to a stream that takes nothing any more.
        incoming.removeAllListeners('data').removeAllListeners('end').destroy()
      },
    },
    { highWaterMark: heldBytes, size: ({ byteLength }) => byteLength },
  )
}
