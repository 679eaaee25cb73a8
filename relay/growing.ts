/** Collects bytes in one buffer that doubles its size, so that a million one-byte pieces are not a million objects. */

export type Growing = {
  readonly length: () => number
  /** Whether the buffer has to grow for this piece. */
  readonly needs: (piece: Uint8Array) => boolean
  /** The size of the buffer after that. */
  readonly next: (piece: Uint8Array) => number
  readonly add: (piece: Uint8Array) => void
  readonly bytes: () => Uint8Array<ArrayBuffer>
}

const smallest = 4096

/** `first` is the initial size, if the total is known. */
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
