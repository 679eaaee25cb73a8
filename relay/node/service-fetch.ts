/**
 * Requests to services on Node. Node's `fetch` decompresses everything, throws uncatchable errors when a compressed answer breaks, and
 * copies every order.
 */
import { Agent, request as requestHttp } from 'node:http'
import { Agent as TlsAgent, request as requestHttps } from 'node:https'
import { pipeline, Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { answerTo } from './ask.ts'
import { streamOf } from './incoming.ts'

/** Orders are never repeated automatically, so idle connections are closed before the service might do it. */
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
    // Fails with the same error as `fetch`.
    const answer = await answerTo(outgoing, bytes).catch((cause: unknown) => Promise.reject(new TypeError('fetch failed', { cause })))
    return unpacked(answer)
  }
}

/** A service that compresses although asked not to has still accepted the order, and its id is in there. */
function unpacked(answer: Response): Response {
  const how = (answer.headers.get('content-encoding') ?? '').trim().toLowerCase()
  const unpack = unpackers.get(how)
  // Unknown encodings are mistakes, such as `utf-8`.
  if (unpack === undefined || answer.body === null) return answer
  // Decompresses on demand, so that a reader that stops also stops the decompression; errors are reported by the stream.
  const plain = pipeline(Readable.fromWeb(answer.body), unpack(), () => undefined)
  return new Response(streamOf(plain, { heldBytes: 65_536, onCancel: () => plain.destroy() }), answer)
}

const unpackers: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
])
