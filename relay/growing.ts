/** Bytes that come piece by piece, copied into one block that doubles: a million pieces of one byte are no million objects. */

export type Growing = {
  readonly length: () => number
  /** Whether the block has to grow for this piece. */
  readonly needs: (piece: Uint8Array) => boolean
  /** How large it would then be. */
  readonly next: (piece: Uint8Array) => number
  readonly add: (piece: Uint8Array) => void
  readonly bytes: () => Uint8Array<ArrayBuffer>
}

const smallest = 4096

/** `first`: how large the block is at once, where it is known how much will come. */
export function makeGrowing(maxBytes: number, first = smallest): Growing {
  let block = new Uint8Array()
  let length = 0
  const next = (piece: Uint8Array): number => Math.max(length + piece.length, Math.min(maxBytes, Math.max(first, block.length * 2)))
  const needs = (piece: Uint8Array): boolean => length + piece.length > block.length
  return {
    length: () => length,
    needs,
    next,
    add(piece) {
      if (needs(piece)) {
        const larger = new Uint8Array(next(piece))
        larger.set(block.subarray(0, length))
        block = larger
      }
      block.set(piece, length)
      length += piece.length
    },
    bytes: () => block.subarray(0, length),
  }
}
