/** Writes a response to a connection: piece by piece, within time limits, and so that it arrives even while the caller is still sending. */
import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * `stillMs`: a caller that accepts nothing for this long is disconnected. `allMs`: the limit for the whole answer. `lingerMs`: see
 * `linger`.
 */
export type Patience = { readonly stillMs: number; readonly allMs: number; readonly lingerMs: number }

const pieceBytes = 65_536

/** Throws when the response body fails. A caller that is disconnected counts as gone. */
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
  // Only the time that the caller takes is counted; the source has limits of its own.
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

/** Settles when the bytes have left the process. Pulling only then holds a single piece and confirms that it went out. */
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
 * A caller that is answered before it has sent everything would lose the answer if the connection closed while it sends. The rest is
 * therefore read and discarded for a while. The whole answer is out by then; only its end waits.
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
    // Removes other readers, which would buffer the discarded data.
    incoming.removeAllListeners('data')
    incoming.on('data', () => undefined).resume()
  })
  // A caller that has not stopped by now is disconnected.
  if (!incoming.complete) outgoing.once('finish', () => incoming.socket.destroy())
}
