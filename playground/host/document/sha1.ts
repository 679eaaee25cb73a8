// Synchronous SHA-1: createImage answers immediately, while the browser's own digest is asynchronous.

export function sha1(bytes: Uint8Array): string {
  const length = ((bytes.length + 8) >> 6) + 1
  const words = new Uint32Array(length * 16)
  for (let i = 0; i < bytes.length; i++) words[i >> 2] = (words[i >> 2] ?? 0) | ((bytes[i] ?? 0) << (24 - (i % 4) * 8))
  words[bytes.length >> 2] = (words[bytes.length >> 2] ?? 0) | (0x80 << (24 - (bytes.length % 4) * 8))
  words[length * 16 - 2] = Math.floor(bytes.length / 2 ** 29)
  words[length * 16 - 1] = bytes.length << 3

  const state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0])
  const w = new Int32Array(80)
  for (let block = 0; block < words.length; block += 16) round(state, w, words, block)
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

function round(state: Int32Array, w: Int32Array, words: Uint32Array, block: number): void {
  let [a, b, c, d, e] = [state[0] ?? 0, state[1] ?? 0, state[2] ?? 0, state[3] ?? 0, state[4] ?? 0]
  for (let t = 0; t < 80; t++) {
    const mixed = t < 16 ? (words[block + t] ?? 0) : 0
    w[t] = t < 16 ? mixed : rotate((w[t - 3] ?? 0) ^ (w[t - 8] ?? 0) ^ (w[t - 14] ?? 0) ^ (w[t - 16] ?? 0), 1)
    const [f, k] =
      t < 20
        ? [(b & c) | (~b & d), 0x5a827999]
        : t < 40
          ? [b ^ c ^ d, 0x6ed9eba1]
          : t < 60
            ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
            : [b ^ c ^ d, 0xca62c1d6]
    const next = (rotate(a, 5) + f + e + k + (w[t] ?? 0)) | 0
    e = d
    d = c
    c = rotate(b, 30)
    b = a
    a = next
  }
  state[0] = (state[0] ?? 0) + a
  state[1] = (state[1] ?? 0) + b
  state[2] = (state[2] ?? 0) + c
  state[3] = (state[3] ?? 0) + d
  state[4] = (state[4] ?? 0) + e
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by))
}
