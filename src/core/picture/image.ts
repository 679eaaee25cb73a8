// What picture bytes are, read from their heads: content types and promises are not believed (perf §5).

import type { Size } from '../base/geometry.ts'
import { at, pictureSize, startsWith } from './image-size.ts'

export type Format = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif'
export type Picture = { readonly format: Format; readonly size: Size | null; readonly isComplete: boolean }

/** Figma's limit on a side (platform §3.2). */
export const maxFigmaSide = 4096

export function isFigmaFormat(format: Format): boolean {
  return format === 'png' || format === 'jpeg' || format === 'gif'
}

/** Whether an end marker is in the last bytes; a few encoders append something behind it. */
function hasJpegEnd(bytes: Uint8Array): boolean {
  for (let i = bytes.length - 2; i >= Math.max(2, bytes.length - 64); i--)
    if (at(bytes, i) === 0xff && at(bytes, i + 1) === 0xd9) return true
  return false
}

function hasPngEnd(bytes: Uint8Array): boolean {
  for (let i = bytes.length - 8; i >= Math.max(8, bytes.length - 64); i--) if (startsWith(bytes, i, 'IEND')) return true
  return false
}

/** The picture that these bytes hold; null when they hold none. */
export function readPicture(bytes: Uint8Array): Picture | null {
  const size = pictureSize(bytes)
  if (at(bytes, 0) === 0x89 && startsWith(bytes, 1, 'PNG')) return { format: 'png', size, isComplete: hasPngEnd(bytes) }
  // A JPEG's end before any frame is the end of the thumbnail inside it.
  if (at(bytes, 0) === 0xff && at(bytes, 1) === 0xd8 && at(bytes, 2) === 0xff)
    return { format: 'jpeg', size, isComplete: size !== null && hasJpegEnd(bytes) }
  if (startsWith(bytes, 0, 'GIF8')) return { format: 'gif', size, isComplete: at(bytes, bytes.length - 1) === 0x3b }
  if (startsWith(bytes, 0, 'RIFF') && startsWith(bytes, 8, 'WEBP')) {
    const length = at(bytes, 4) + at(bytes, 5) * 256 + at(bytes, 6) * 65_536 + at(bytes, 7) * 16_777_216
    return { format: 'webp', size: null, isComplete: bytes.length >= length + 8 }
  }
  if (startsWith(bytes, 4, 'ftypavif') || startsWith(bytes, 4, 'ftypavis')) return { format: 'avif', size: null, isComplete: true }
  return null
}

/** `310 kB`, `0.9 MB`: as the window writes sizes. */
export function sizeInWords(byteLength: number): string {
  return byteLength < 1000
    ? `${byteLength} B`
    : byteLength < 950_000
      ? `${Math.round(byteLength / 1000)} kB`
      : `${(byteLength / 1_000_000).toFixed(1)} MB`
}
