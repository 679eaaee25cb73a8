/**
 * Node's way to the service. Its own `fetch` unpacks whatever comes and throws where nobody can catch it when a packed answer
 * breaks; it also copies every order. Here an answer comes as it is or not at all.
 */
import { Agent, request as requestHttp } from 'node:http'
import { Agent as TlsAgent, request as requestHttps } from 'node:https'
import { answerTo } from './ask.ts'

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
    const encoding = answer.headers.get('content-encoding') ?? 'identity'
    if (encoding === 'identity') return answer
    await answer.body?.cancel()
    throw new TypeError('The answer came packed.')
  }
}
