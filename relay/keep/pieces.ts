/** Reads a kept picture piece by piece, whatever its store supports. */
import type { Pieces, Store } from './store.ts'

export async function piecesOf(store: Store, id: string): Promise<Pieces | undefined> {
  if (store.pieces) return store.pieces(id)
  const whole = await store.picture(id)
  return whole && { length: whole.length, body: inPieces(whole.length, async (from, to) => whole.subarray(from, to)) }
}

const pieceBytes = 65_536

/** `read` may return fewer bytes than requested, and none at the end. `end` is called once, however reading ends. */
export function inPieces(
  length: number,
  read: (from: number, to: number) => Promise<Uint8Array>,
  end: () => Promise<void> = async () => undefined,
): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = at < length ? await read(at, Math.min(length, at + pieceBytes)).catch(failed) : new Uint8Array()
        at += piece.length
        if (piece.length > 0) return controller.enqueue(piece)
        await end()
        return controller.close()
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  )

  async function failed(error: unknown): Promise<never> {
    await end()
    throw error
  }
}
