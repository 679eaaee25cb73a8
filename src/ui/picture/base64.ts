// Base64-encodes bytes to ASCII bytes. No string is made, as it would have to be encoded again for sending (perf §1b).

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** A lookup table with two characters for every 12-bit value. */
function makePairs(): Uint16Array {
  const pairs = new Uint16Array(4096)
  const bytes = new Uint8Array(pairs.buffer)
  for (let i = 0; i < 4096; i++) {
    bytes[2 * i] = alphabet.charCodeAt(i >> 6)
    bytes[2 * i + 1] = alphabet.charCodeAt(i & 63)
  }
  return pairs
}

let knownPairs: Uint16Array | null = null

/** Divisible by three, so that only the last slice needs padding. */
const sliceBytes = 3 * 262_144

function encodeSlice(bytes: Uint8Array, from: number, to: number, pairs: Uint16Array): Uint8Array<ArrayBuffer> {
  const whole = Math.floor((to - from) / 3)
  const rest = to - from - 3 * whole
  const out = new Uint8Array(4 * (whole + (rest > 0 ? 1 : 0)))
  const words = new Uint16Array(out.buffer, 0, 2 * whole)
  for (let i = 0, at = from; i < 2 * whole; i += 2, at += 3) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    words[i] = pairs[three >> 12] ?? 0
    words[i + 1] = pairs[three & 4095] ?? 0
  }
  if (rest > 0) {
    const three = ((bytes[to - rest] ?? 0) << 16) | (rest === 2 ? (bytes[to - 1] ?? 0) << 8 : 0)
    const last = 4 * whole
    for (let i = 0; i < 4; i++) out[last + i] = i > rest ? 61 : alphabet.charCodeAt((three >> (18 - 6 * i)) & 63)
  }
  return out
}

function toBase64(bytes: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const pairs = (knownPairs ??= makePairs())
  const parts: Uint8Array<ArrayBuffer>[] = []
  for (let from = 0; from < bytes.length; from += sliceBytes)
    parts.push(encodeSlice(bytes, from, Math.min(bytes.length, from + sliceBytes), pairs))
  return parts
}

/** Raw base64 without a `data:` prefix (api §1.2), as part of a request body. */
export async function base64Of(picture: Blob): Promise<Blob> {
  return new Blob(toBase64(new Uint8Array(await picture.arrayBuffer())))
}
