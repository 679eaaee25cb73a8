// What picture bytes are, read from their heads: content types and promises are not believed (perf §5).

import type { Size } from './geometry.ts'

export type Format = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif'
export type Picture = { readonly format: Format; readonly size: Size | null; readonly isComplete: boolean }

/** Figma's limit on a side (platform §3.2). */
export const maxFigmaSide = 4096

export const isFigmaFormat = (format: Format): boolean => format === 'png' || format === 'jpeg' || format === 'gif'

const startsWith = (bytes: Uint8Array, at: number, text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false
  return true
}

const at = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0
const u16 = (bytes: Uint8Array, i: number): number => at(bytes, i) * 256 + at(bytes, i + 1)
const u32 = (bytes: Uint8Array, i: number): number => u16(bytes, i) * 65_536 + u16(bytes, i + 2)

/** Start of frame: C0 to CF without DHT, JPG and DAC. Walks the segments, so thumbnails inside EXIF are no trap. */
const jpegSize = (bytes: Uint8Array): Size | null => {
  let i = 2
  while (i + 9 < bytes.length) {
    if (at(bytes, i) !== 0xff) return null
    const marker = at(bytes, i + 1)
    if (marker === 0xff) i += 1
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return { width: u16(bytes, i + 7), height: u16(bytes, i + 5) }
    else if (marker === 0xda) return null
    else i += 2 + u16(bytes, i + 2)
  }
  return null
}

/** An end marker in the last bytes; a few encoders append something behind it. */
const hasJpegEnd = (bytes: Uint8Array): boolean => {
  for (let i = bytes.length - 2; i >= Math.max(2, bytes.length - 64); i--) if (at(bytes, i) === 0xff && at(bytes, i + 1) === 0xd9) return true
  return false
}

const hasPngEnd = (bytes: Uint8Array): boolean => {
  for (let i = bytes.length - 8; i >= Math.max(8, bytes.length - 64); i--) if (startsWith(bytes, i, 'IEND')) return true
  return false
}

/** The picture these bytes hold; nothing where they hold none. */
export const readPicture = (bytes: Uint8Array): Picture | null => {
  if (at(bytes, 0) === 0x89 && startsWith(bytes, 1, 'PNG'))
    return { format: 'png', size: bytes.length < 24 ? null : { width: u32(bytes, 16), height: u32(bytes, 20) }, isComplete: hasPngEnd(bytes) }
  if (at(bytes, 0) === 0xff && at(bytes, 1) === 0xd8 && at(bytes, 2) === 0xff)
    return { format: 'jpeg', size: jpegSize(bytes), isComplete: hasJpegEnd(bytes) }
  if (startsWith(bytes, 0, 'GIF8'))
    return {
      format: 'gif',
      size: { width: at(bytes, 6) + at(bytes, 7) * 256, height: at(bytes, 8) + at(bytes, 9) * 256 },
      isComplete: at(bytes, bytes.length - 1) === 0x3b,
    }
  if (startsWith(bytes, 0, 'RIFF') && startsWith(bytes, 8, 'WEBP')) {
    const told = at(bytes, 4) + at(bytes, 5) * 256 + at(bytes, 6) * 65_536 + at(bytes, 7) * 16_777_216
    return { format: 'webp', size: null, isComplete: bytes.length >= told + 8 }
  }
  if (startsWith(bytes, 4, 'ftypavif') || startsWith(bytes, 4, 'ftypavis')) return { format: 'avif', size: null, isComplete: true }
  return null
}

/** `310 kB`, `0.9 MB`: as the interface tells sizes. */
export const sizeInWords = (byteLength: number): string =>
  byteLength < 1000 ? `${byteLength} B` : byteLength < 950_000 ? `${Math.round(byteLength / 1000)} kB` : `${(byteLength / 1_000_000).toFixed(1)} MB`
