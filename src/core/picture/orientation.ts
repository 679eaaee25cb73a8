// Reads the EXIF orientation of a picture, 1 to 8. Values 5 to 8 swap width and height.

import type { Size } from '../base/geometry.ts'
import { at, startsWith, u16, u32 } from './image-size.ts'

const orientationTag = 0x0112

/** The tag in a TIFF header with its first directory. `start` is the offset of the header. */
function inTiff(bytes: Uint8Array, start: number): number {
  const isLittle = startsWith(bytes, start, 'II')
  if (!isLittle && !startsWith(bytes, start, 'MM')) return 1
  const two = (i: number): number => (isLittle ? at(bytes, i) + at(bytes, i + 1) * 256 : u16(bytes, i))
  const four = (i: number): number => (isLittle ? two(i) + two(i + 2) * 65_536 : u32(bytes, i))
  const directory = start + four(start + 4)
  const entries = Math.min(two(directory), 200)
  for (let entry = 0; entry < entries; entry++) {
    const i = directory + 2 + entry * 12
    if (two(i) !== orientationTag) continue
    const value = two(i + 8)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

function inJpeg(bytes: Uint8Array): number {
  let i = 2
  while (i + 10 < bytes.length && at(bytes, i) === 0xff) {
    const marker = at(bytes, i + 1)
    if (marker === 0xff) {
      i += 1
      continue
    }
    if (marker === 0xda || marker === 0xd9) return 1
    if (marker === 0xe1 && startsWith(bytes, i + 4, 'Exif\u0000\u0000')) return inTiff(bytes, i + 10)
    i += 2 + Math.max(2, u16(bytes, i + 2))
  }
  return 1
}

function inPng(bytes: Uint8Array): number {
  for (let i = 8; i + 12 <= bytes.length; i += 12 + u32(bytes, i)) {
    if (startsWith(bytes, i + 4, 'eXIf')) return inTiff(bytes, i + 8)
    if (startsWith(bytes, i + 4, 'IEND')) return 1
  }
  return 1
}

/** The offset of a WebP's EXIF chunk; null when it has none. */
function exifChunk(bytes: Uint8Array): number | null {
  let i = 12
  while (i + 8 <= bytes.length) {
    const length = at(bytes, i + 4) + at(bytes, i + 5) * 256 + at(bytes, i + 6) * 65_536 + at(bytes, i + 7) * 16_777_216
    if (startsWith(bytes, i, 'EXIF')) return i
    i += 8 + length + (length % 2)
  }
  return null
}

function inWebp(bytes: Uint8Array): number {
  const i = exifChunk(bytes)
  return i === null ? 1 : inTiff(bytes, startsWith(bytes, i + 8, 'Exif\u0000\u0000') ? i + 14 : i + 8)
}

/** 1 (upright) to 8; 1 for pictures without the tag, and for formats that carry it elsewhere, where the browser applies it. */
export function orientationOf(bytes: Uint8Array): number {
  if (startsWith(bytes, 1, 'PNG')) return inPng(bytes)
  if (u16(bytes, 0) === 0xffd8) return inJpeg(bytes)
  return startsWith(bytes, 0, 'RIFF') && startsWith(bytes, 8, 'WEBP') ? inWebp(bytes) : 1
}

/**
 * The bytes, and the orientation that the caller has to apply when drawing them. Browsers apply the tag of a JPEG or PNG, but only some apply that of
 * a WebP, so there the tag is made unreadable and the orientation returned.
 */
export function leftToTurn(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly orientation: number } {
  const chunk = startsWith(bytes, 0, 'RIFF') && startsWith(bytes, 8, 'WEBP') ? exifChunk(bytes) : null
  const orientation = chunk === null ? 1 : inWebp(bytes)
  if (chunk === null || orientation === 1) return { bytes, orientation: 1 }
  const untagged = Uint8Array.from(bytes)
  untagged.set([120, 120, 120, 120], chunk)
  return { bytes: untagged, orientation }
}

/** Maps the stored picture of this size to the upright one, as the six numbers of a canvas transform. */
export function turnUpright(orientation: number, { width, height }: Size): readonly [number, number, number, number, number, number] {
  switch (orientation) {
    case 2:
      return [-1, 0, 0, 1, width, 0]
    case 3:
      return [-1, 0, 0, -1, width, height]
    case 4:
      return [1, 0, 0, -1, 0, height]
    case 5:
      return [0, 1, 1, 0, 0, 0]
    case 6:
      return [0, 1, -1, 0, height, 0]
    case 7:
      return [0, -1, -1, 0, height, width]
    case 8:
      return [0, -1, 1, 0, 0, width]
    default:
      return [1, 0, 0, 1, 0, 0]
  }
}
