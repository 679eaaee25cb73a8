/**
 * Node's way to the service. Its own `fetch` unpacks whatever comes and throws where nobody can catch it when a packed answer
 * breaks; it also copies every order.
 */
import { Agent, request as requestHttp } from 'node:http'
import { Agent as TlsAgent, request as requestHttps } from 'node:https'
import { pipeline, Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { answerTo } from './ask.ts'
import { streamOf } from './incoming.ts'

/** An order is never sent again by itself: so no connection is held for so long that the service may just be closing it. */
const idleMs = 4000

export function makeServiceFetch(): typeof fetch {
  const http = new Agent({ keepAlive: true, timeout: idleMs })
  const https = new TlsAgent({ keepAlive: true, timeout: idleMs })
  return async (input, { method = 'GET', headers, body, signal } = {}) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const bytes = body instanceof Uint8Array ? body : undefined
    const options = {
      method,
      headers: {
        ...Object.fromEntries(new Headers(headers)),
        'accept-encoding': 'identity',
        ...(bytes ? { 'content-length': bytes.length } : {}),
      },
      ...(signal ? { signal } : {}),
    }
    const outgoing =
      url.protocol === 'https:' ? requestHttps(url, { ...options, agent: https }) : requestHttp(url, { ...options, agent: http })
    // As `fetch` tells it.
    const answer = await answerTo(outgoing, bytes).catch((cause: unknown) => Promise.reject(new TypeError('fetch failed', { cause })))
    return unpacked(answer)
  }
}

/** A service that packs though it was asked not to has taken the order all the same: its id is in there. */
function unpacked(answer: Response): Response {
  const how = (answer.headers.get('content-encoding') ?? '').trim().toLowerCase()
  const unpack = unpackers.get(how)
  // Names that nobody knows are mistakes, such as `utf-8`.
  if (unpack === undefined || answer.body === null) return answer
  // One piece after the other, so that whoever stops reading stops the unpacking; what breaks is told by the stream.
  const plain = pipeline(Readable.fromWeb(answer.body), unpack(), () => undefined)
  return new Response(streamOf(plain, { heldBytes: 65_536, onCancel: () => plain.destroy() }), answer)
}

const unpackers: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
])
