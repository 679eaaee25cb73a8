/** Writes an answer to a connection: piece by piece, in a time, and so that it arrives also where the caller still sends. */
import type { IncomingMessage, ServerResponse } from 'node:http'

/** `stillMs`: a caller who takes nothing for so long is let go. `allMs`: and who has not taken all of it by then. `lingerMs`: see below. */
export type Patience = { readonly stillMs: number; readonly allMs: number; readonly lingerMs: number }

const pieceBytes = 65_536

/** Throws where the answer breaks. A caller who is let go is one whose connection is gone. */
export async function write(
  { status, headers, body }: Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  patience: Patience,
): Promise<void> {
  outgoing.writeHead(status, Object.fromEntries(headers))
  if (body) await writeBody(body.getReader(), outgoing, patience)
  if (!incoming.complete && !outgoing.closed) await linger(incoming, outgoing, patience.lingerMs)
  outgoing.end()
}

type Reader = ReadableStreamDefaultReader<Uint8Array>

async function writeBody(reader: Reader, outgoing: ServerResponse, { stillMs, allMs }: Patience): Promise<void> {
  const leave = (): void => void reader.cancel().catch(() => undefined)
  if (outgoing.closed) return leave()
  outgoing.once('close', leave)
  let isHanding = false
  // The source has limits of its own: counted is only how long the caller takes.
  const still = setTimeout(() => isHanding && outgoing.destroy(), stillMs)
  const all = setTimeout(() => outgoing.destroy(), allMs)
  try {
    for (let part = await reader.read(); !part.done && !outgoing.closed; part = await reader.read()) {
      for (let at = 0; at < part.value.length && !outgoing.closed; at += pieceBytes) {
        isHanding = true
        still.refresh()
        await handOver(outgoing, part.value.subarray(at, at + pieceBytes))
        isHanding = false
      }
    }
    outgoing.off('close', leave)
  } finally {
    clearTimeout(still)
    clearTimeout(all)
  }
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

/**
 * A caller who is answered before they have sent everything loses the answer when the connection is closed over what still comes:
 * so the rest is taken and thrown away for a while. The whole answer is out by then; only its end waits.
 */
async function linger(incoming: IncomingMessage, outgoing: ServerResponse, lingerMs: number): Promise<void> {
  outgoing.flushHeaders()
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, lingerMs)
    const end = (): void => {
      clearTimeout(timer)
      resolve()
    }
    for (const event of ['end', 'close', 'error']) incoming.once(event, end)
    outgoing.once('close', end)
    // Nobody else reads on, or what is thrown away would be kept by them.
    incoming.removeAllListeners('data')
    incoming.on('data', () => undefined).resume()
  })
  // Who has not stopped by now is not waited for.
  if (!incoming.complete) outgoing.once('finish', () => incoming.socket.destroy())
}
