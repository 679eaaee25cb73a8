// Decodes `data:` addresses, which a Figma plugin window may not be allowed to fetch.

import { readPercent } from '../base/read.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The value of each base64 character by its code; 64 for all others. Supports both variants of the last two characters. */
const values = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code)
  const index = letters.indexOf(letter === '-' ? '+' : letter === '_' ? '/' : letter)
  return index < 0 ? 64 : index
})

/** Decodes base64 in either variant, with or without padding, ignoring line breaks; null when it is something else. */
export function fromBase64(text: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let [length, bits, held] = [0, 0, 0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    // Padding and white space.
    if (code === 61 || code === 10 || code === 13 || code === 32 || code === 9) continue
    const value = values[code] ?? 64
    if (value === 64) return null
    held = ((held << 6) | value) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[length] = (held >> bits) & 255
      length += 1
    }
  }
  return bytes.subarray(0, length)
}

/** Whether an address holds the picture itself. */
export function isDataUrl(url: string): boolean {
  return /^data:/i.test(url)
}

/** The bytes of `data:…;base64,…`, whatever media type it declares; null for other addresses. */
export function bytesOfDataUrl(url: string): Uint8Array | null {
  const comma = url.indexOf(',')
  if (comma < 0 || !/^data:[\w.+/-]*(;[\w=.-]+)*;base64$/i.test(url.slice(0, comma))) return null
  const text = url.slice(comma + 1)
  return fromBase64(text.includes('%') ? readPercent(text) : text)
}
