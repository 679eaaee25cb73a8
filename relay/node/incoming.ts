/** Turns incoming data into a pull-based stream: a slow reader slows the sender down instead of filling memory. */
import type { Readable } from 'node:stream'

/** Overhead counted for each piece, so that a stream of single bytes cannot occupy a hundred times what it counts. */
const pieceCosts = 512

/** `heldBytes`: how much may wait unread. `onCancel`: called when the reader stops. `onFirst`: called when reading starts. */
export function streamOf(
  incoming: Readable,
  { heldBytes, onCancel, onFirst }: { readonly heldBytes: number; readonly onCancel: () => void; readonly onFirst?: () => void },
): ReadableStream<Uint8Array> {
  let isOver = false
  const once = (end: () => void): void => {
    if (!isOver) end()
    isOver = true
  }
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        incoming.on('data', (piece: Uint8Array) => {
          if (isOver) return
          controller.enqueue(piece)
          if ((controller.desiredSize ?? 0) <= 0) incoming.pause()
        })
        incoming.on('end', () => once(() => controller.close()))
        incoming.on('error', (error) => once(() => controller.error(error)))
        // Some interruptions are only signalled by `close`.
        incoming.on('close', () => once(() => controller.error(new Error('The connection is gone.'))))
        incoming.pause()
      },
      pull() {
        onFirst?.()
        incoming.resume()
      },
      cancel() {
        isOver = true
        onCancel()
      },
    },
    { highWaterMark: heldBytes, size: ({ byteLength }) => byteLength + pieceCosts },
  )
}
