// Finds the end of a picture in its bytes by walking the format: phones, cameras and proxies append data, and downloads may be truncated.

import { at, startsWith, u16, u32 } from './image-size.ts'

/** Markers without a length: padding, restarts, start of image. */
function isBare(marker: number): boolean {
  return marker === 0x01 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd8)
}

/** The next marker after compressed data: a 0xff that is neither stuffed nor a restart. */
function nextMarker(bytes: Uint8Array, from: number): number {
  let i = from
  while (i + 1 < bytes.length) {
    const next = at(bytes, i + 1)
    if (at(bytes, i) === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return i
    i += 1
  }
  return bytes.length
}

function jpegEnd(bytes: Uint8Array): number | null {
  let i = 2
  while (i + 1 < bytes.length) {
    if (at(bytes, i) !== 0xff) return null
    const marker = at(bytes, i + 1)
    if (marker === 0xd9) return i + 2
    if (isBare(marker)) i += marker === 0xff ? 1 : 2
    else if (marker === 0xda) i = nextMarker(bytes, i + 2 + u16(bytes, i + 2))
    else i += 2 + Math.max(2, u16(bytes, i + 2))
  }
  return null
}

function pngEnd(bytes: Uint8Array): number | null {
  let i = 8
  while (i + 12 <= bytes.length) {
    const end = i + 12 + u32(bytes, i)
    if (startsWith(bytes, i + 4, 'IEND')) return end <= bytes.length ? end : null
    i = end
  }
  return null
}

/** Skips the sub-blocks of a GIF: each begins with its length, and an empty one ends them. */
function skipBlocks(bytes: Uint8Array, from: number): number {
  let i = from
  while (i < bytes.length && at(bytes, i) !== 0) i += 1 + at(bytes, i)
  return i + 1
}

function colorTable(packed: number): number {
  return (packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1)
}

function gifEnd(bytes: Uint8Array): number | null {
  let i = 13 + colorTable(at(bytes, 10))
  while (i < bytes.length) {
    const block = at(bytes, i)
    if (block === 0x3b) return i + 1
    if (block === 0x21) i = skipBlocks(bytes, i + 2)
    else if (block === 0x2c) i = skipBlocks(bytes, i + 11 + colorTable(at(bytes, i + 9)))
    else return null
  }
  return null
}

function webpEnd(bytes: Uint8Array): number | null {
  const length = at(bytes, 4) + at(bytes, 5) * 256 + at(bytes, 6) * 65_536 + at(bytes, 7) * 16_777_216
  return length + 8 <= bytes.length ? length + 8 : null
}

/** The number of bytes up to the end of the picture; null when it is truncated. */
export function pictureEnd(bytes: Uint8Array, format: 'png' | 'jpeg' | 'gif' | 'webp'): number | null {
  switch (format) {
    case 'png':
      return pngEnd(bytes)
    case 'jpeg':
      return jpegEnd(bytes)
    case 'gif':
      return gifEnd(bytes)
    case 'webp':
      return webpEnd(bytes)
    default:
      return format satisfies never
  }
}
