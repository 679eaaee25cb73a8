// A short hash of pictures' bytes, to find out later whether their source still looks the same. Fast, and not cryptographic.

/** 52 bits of two multiplicative hashes (mixed as in cyrb53) over the concatenated pictures, as 13 hexadecimal digits. */
export function fingerprintOf(pictures: readonly Uint8Array[]): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  for (const bytes of pictures)
    for (const byte of bytes) {
      a = Math.imul(a ^ byte, 2654435761)
      b = Math.imul(b ^ byte, 1597334677)
    }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (((b >>> 0) & 0xfffff) * 2 ** 32 + (a >>> 0)).toString(16).padStart(13, '0')
}
