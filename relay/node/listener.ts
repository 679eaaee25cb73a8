/**
 * Connects an app of requests and responses to Node's own server. Hono's adapter is not used, because it logs failures of a body and cannot
 * tell whether an answer still went out after the caller left.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { streamOf } from './incoming.ts'
import { write, type Patience } from './outgoing.ts'
import { makeTurns } from './turns.ts'
import { unread } from './unread.ts'

export type App = (request: Request) => Response | Promise<Response>

export type Bounds = Patience & {
  /** How many requests are processed at the same time. Others get the answer of `busy`. */
  readonly mostAtOnce: number
  readonly busy: App
}

export function listenerOf(app: App, { mostAtOnce, busy, ...patience }: Bounds): RequestListener {
  const turns = makeTurns()
  let atWork = 0
  return (incoming, outgoing) => {
    // An `error` event without a listener would end the process; other listeners may be added as well.
    for (const end of [incoming, outgoing]) end.on('error', () => undefined)
    turns(incoming.socket, outgoing, () => {
      atWork += 1
      outgoing.once('close', () => (atWork -= 1))
      void answer(atWork > mostAtOnce ? busy : app, incoming, outgoing, patience)
    })
  }
}

async function answer(app: App, incoming: IncomingMessage, outgoing: ServerResponse, patience: Patience): Promise<void> {
  try {
    const request = requestOf(incoming, outgoing)
    if (!request) return await write(unread(), incoming, outgoing, patience)
    Object.defineProperty(request, 'signal', { get: leavingOf(outgoing) })
    await write(await app(request), incoming, outgoing, patience)
  } catch {
    // Destroys the connection, so that a broken body does not look complete.
    outgoing.destroy()
  }
}

function isLeft(outgoing: ServerResponse): boolean {
  return outgoing.closed && !outgoing.writableFinished
}

/** Created on demand: signals are expensive, and most requests end before anybody could leave. */
function leavingOf(outgoing: ServerResponse): () => AbortSignal {
  let leaving: AbortController | undefined
  return () => {
    if (leaving) return leaving.signal
    const made = (leaving = new AbortController())
    if (isLeft(outgoing)) made.abort()
    else outgoing.once('close', () => isLeft(outgoing) && made.abort())
    return made.signal
  }
}

/** Undefined when the head is invalid. */
function requestOf(incoming: IncomingMessage, outgoing: ServerResponse): Request | undefined {
  const { method = 'GET', url = '', headers, headersDistinct, httpVersion } = incoming
  // Health checks often use HTTP/1.0, which has no Host header.
  const [host = httpVersion === '1.0' ? 'localhost' : '', ...others] = headersDistinct.host ?? []
  // An absolute URL in the request line is meant for proxies, and this is none.
  if (!url.startsWith('/') || !/^[\w.:[\]-]+$/.test(host) || others.length > 0) return undefined
  const hasBody = method !== 'GET' && method !== 'HEAD'
  try {
    return new Request(`http://${host}${url}`, {
      method,
      headers: Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as [string, string]] : [])),
      // Required by the standard for a stream; the types do not know it yet.
      ...(hasBody ? { body: bodyOf(incoming, outgoing), duplex: 'half' as const } : {}),
    })
  } catch {
    return undefined
  }
}

/** Reads nothing until somebody wants the body, so a refused request fills no memory. */
function bodyOf(incoming: IncomingMessage, outgoing: ServerResponse): ReadableStream<Uint8Array> {
  // `Expect: 100-continue` is answered when reading starts. A caller that is refused instead may send anything next, so the connection is
  // not reused.
  let isAsked = incoming.headers.expect !== undefined
  if (isAsked) outgoing.shouldKeepAlive = false
  const onFirst = (): void => {
    if (isAsked) outgoing.writeContinue()
    isAsked = false
  }
  return streamOf(incoming, { heldBytes: 0, onCancel: () => void incoming.pause(), onFirst })
}
