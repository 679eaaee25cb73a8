/**
 * Lets an app of requests and answers stand behind Node's own server. Hono's adapter would do, but it writes failures of a body
 * into the log and, where a caller is gone, cannot tell whether the answer still went out.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { streamOf } from './incoming.ts'
import { write, type Patience } from './outgoing.ts'
import { makeTurns } from './turns.ts'
import { unread } from './unread.ts'

export type App = (request: Request) => Response | Promise<Response>

export type Bounds = Patience & {
  /** So many requests are worked on at the same time. The others hear what `busy` says. */
  readonly mostAtOnce: number
  readonly busy: App
}

export function listenerOf(app: App, { mostAtOnce, busy, ...patience }: Bounds): RequestListener {
  const turns = makeTurns()
  let atWork = 0
  return (incoming, outgoing) => {
    // Whoever else wants to know of them asks too. An error that nobody hears would end the program.
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
    // A body that breaks must not look whole to the one who reads it.
    outgoing.destroy()
  }
}

function isLeft(outgoing: ServerResponse): boolean {
  return outgoing.closed && !outgoing.writableFinished
}

/** Made when somebody asks: a signal is dear, and most requests are questions that end before anybody could leave. */
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

/** Nothing where the head is no proper one. */
function requestOf(incoming: IncomingMessage, outgoing: ServerResponse): Request | undefined {
  const { method = 'GET', url = '', headers, headersDistinct, httpVersion } = incoming
  // Those that look after programs often ask in the old way, which names no host.
  const [host = httpVersion === '1.0' ? 'localhost' : '', ...others] = headersDistinct.host ?? []
  // The whole address in the first line is for proxies, and this is none.
  if (!url.startsWith('/') || !/^[\w.:[\]-]+$/.test(host) || others.length > 0) return undefined
  const hasBody = method !== 'GET' && method !== 'HEAD'
  try {
    return new Request(`http://${host}${url}`, {
      method,
      headers: Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as [string, string]] : [])),
      // The standard asks for it with a stream; the types do not know it yet.
      ...(hasBody ? { body: bodyOf(incoming, outgoing), duplex: 'half' as const } : {}),
    })
  } catch {
    return undefined
  }
}

/** Not a byte is read before somebody wants it: whoever is refused fills no memory. */
function bodyOf(incoming: IncomingMessage, outgoing: ServerResponse): ReadableStream<Uint8Array> {
  // Who asks first whether to send hears yes when somebody reads. One who was refused instead may send anything next.
  let isAsked = incoming.headers.expect !== undefined
  if (isAsked) outgoing.shouldKeepAlive = false
  const onFirst = (): void => {
    if (isAsked) outgoing.writeContinue()
    isAsked = false
  }
  return streamOf(incoming, { heldBytes: 0, onCancel: () => void incoming.pause(), onFirst })
}
