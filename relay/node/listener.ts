/**
 * Lets an app of requests and answers stand behind Node's own server. Hono's adapter would do, but it writes failures of a body
 * into the log and, where a caller is gone, cannot tell whether the answer still went out.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'

export type App = (request: Request) => Response | Promise<Response>

export function listenerOf(app: App): RequestListener {
  return (incoming, outgoing) => void answer(app, incoming, outgoing)
}

async function answer(app: App, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const request = requestOf(incoming)
  if (!request) return void outgoing.writeHead(400, { connection: 'close' }).end()
  Object.defineProperty(request, 'signal', { get: leavingOf(outgoing) })
  try {
    await write(await app(request), outgoing)
  } catch {
    // A body that breaks must not look whole to the one who reads it.
    outgoing.destroy()
  }
}

const isLeft = (outgoing: ServerResponse): boolean => outgoing.closed && !outgoing.writableFinished

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
function requestOf(incoming: IncomingMessage): Request | undefined {
  const { method = 'GET', url = '', headers } = incoming
  // The whole address in the first line is for proxies, and this is none.
  if (!url.startsWith('/') || !/^[\w.:[\]-]+$/.test(headers.host ?? '')) return undefined
  const hasBody = method !== 'GET' && method !== 'HEAD'
  try {
    return new Request(`http://${headers.host}${url}`, {
      method,
      headers: Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as [string, string]] : [])),
      // The standard asks for it with a stream; the types do not know it yet.
      ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: 'half' as const } : {}),
    })
  } catch {
    return undefined
  }
}

async function write({ status, headers, body }: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(status, Object.fromEntries(headers))
  if (!body) return void outgoing.end()
  const reader = body.getReader()
  const leave = (): void => void reader.cancel().catch(() => undefined)
  if (outgoing.closed) return leave()
  outgoing.once('close', leave)
  for (let part = await reader.read(); !part.done && !outgoing.closed; part = await reader.read()) await handOver(outgoing, part.value)
  outgoing.off('close', leave)
  outgoing.end()
}

/** Settles when the bytes have left this program: who asks for more only then holds one piece, and knows that it went out. */
function handOver(outgoing: ServerResponse, bytes: Uint8Array): Promise<void> {
  return new Promise((done, failed) => {
    outgoing.once('close', done)
    outgoing.write(bytes, (error) => {
      outgoing.off('close', done)
      return error ? failed(error) : done()
    })
  })
}
