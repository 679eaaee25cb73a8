// A short name for a picture's bytes, to tell later whether its source still looks the same. Cheap, and no secret.

/** 52 bits of two multiplied hashes (as cyrb53 mixes them), as 13 hexadecimal digits. */
export function fingerprintOf(bytes: Uint8Array): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  for (const byte of bytes) {
    a = Math.imul(a ^ byte, 2654435761)
    b = Math.imul(b ^ byte, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (((b >>> 0) & 0xfffff) * 2 ** 32 + (a >>> 0)).toString(16).padStart(13, '0')
}
