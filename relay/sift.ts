/** Searches for words in bytes that arrive in pieces, including words that span two pieces. */

/**
 * Returns the bytes that may pass; an end that may start a word is held back until the next piece. Throws when a word is found. Call
 * without bytes at the end.
 */
export function makeSift(words: readonly string[]): (bytes?: Uint8Array) => Uint8Array {
  const needles = words.map((word) => new TextEncoder().encode(word))
  let held = new Uint8Array()
  return (bytes) => {
    if (!bytes) return held
    const piece = new Uint8Array(held.length + bytes.length)
    piece.set(held)
    piece.set(bytes, held.length)
    if (needles.some((needle) => isIn(piece, needle))) throw new Error('The picture says what it must not.')
    const kept = Math.max(...needles.map((needle) => beginningAtEnd(piece, needle)))
    held = piece.slice(piece.length - kept)
    return piece.subarray(0, piece.length - kept)
  }
}

function isIn(piece: Uint8Array, needle: Uint8Array): boolean {
  const [first = 0] = needle
  for (let at = piece.indexOf(first); at >= 0; at = piece.indexOf(first, at + 1)) if (startsAt(piece, at, needle)) return true
  return false
}

/** How many bytes at the end of the piece match the beginning of the needle. */
function beginningAtEnd(piece: Uint8Array, needle: Uint8Array): number {
  const [first = 0] = needle
  const from = Math.max(0, piece.length - needle.length + 1)
  for (let at = piece.indexOf(first, from); at >= 0; at = piece.indexOf(first, at + 1)) {
    if (startsAt(piece, at, needle.subarray(0, piece.length - at))) return piece.length - at
  }
  return 0
}

function startsAt(piece: Uint8Array, at: number, needle: Uint8Array): boolean {
  for (const [i, byte] of needle.entries()) if (piece[at + i] !== byte) return false
  return true
}
