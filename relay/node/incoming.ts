/** What arrives over a connection as a stream that is pulled: who reads slowly holds the sender back, and fills no memory. */
import type { Readable } from 'node:stream'

/** What a piece costs beside its bytes: a stream of single bytes must not weigh a hundred times what it counts. */
const pieceCosts = 512

/** `heldBytes`: how much may wait unread. `onCancel`: when nobody reads on. `onFirst`: when somebody begins to read. */
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
        // Some ways to break off are told by nothing else.
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
