// Compares two pictures byte for byte.

/**
 * The bytes as 32-bit words: the sandbox has no JIT compiler, and a picture has hundreds of thousands of bytes. A copy, because a Uint32Array must be
 * aligned.
 */
function wordsOf(bytes: Uint8Array): Uint32Array {
  const whole = new Uint8Array(Math.ceil(bytes.length / 4) * 4)
  whole.set(bytes)
  return new Uint32Array(whole.buffer)
}

export function isSameBytes(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false
  const [ours, theirs] = [wordsOf(one), wordsOf(other)]
  for (let at = 0; at < ours.length; at++) if (ours[at] !== theirs[at]) return false
  return true
}
