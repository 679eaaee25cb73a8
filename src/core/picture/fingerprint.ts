// A short name for the bytes of pictures, to tell later whether their source still looks the same. Cheap, and no secret.

/** 52 bits of two multiplied hashes (as cyrb53 mixes them) over the pictures one behind the other, as 13 hexadecimal digits. */
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
