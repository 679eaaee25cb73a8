// Identifies a picture from its bytes; content types and other declarations are not trusted (perf §5).

import type { Size } from '../base/geometry.ts'
import { at, isForPrint, pictureSize, startsWith } from './image-size.ts'
import { orientationOf } from './orientation.ts'
import { pictureEnd } from './picture-end.ts'

export type ImageFormat = 'png' | 'jpeg' | 'gif' | 'webp'

/**
 * `size` is the stored size, before the orientation is applied; null for formats whose header is not parsed, and where it is cut off. `end` is the
 * number of bytes up to the end of the picture, null when it is truncated. `orientation` is 1 (upright) to 8.
 */
export type Picture = {
  readonly format: ImageFormat
  readonly size: Size | null
  readonly end: number | null
  readonly orientation: number
}

/** Figma's limit on a side (platform §3.2). */
export const maxFigmaSide = 4096

function formatOf(bytes: Uint8Array): ImageFormat | null {
  if (at(bytes, 0) === 0x89 && startsWith(bytes, 1, 'PNG')) return 'png'
  if (at(bytes, 0) === 0xff && at(bytes, 1) === 0xd8 && at(bytes, 2) === 0xff) return 'jpeg'
  if (startsWith(bytes, 0, 'GIF8')) return 'gif'
  return startsWith(bytes, 0, 'RIFF') && startsWith(bytes, 8, 'WEBP') ? 'webp' : null
}

/** What is known about these bytes; null for an unknown header, which a browser may still be able to decode. */
export function readPicture(bytes: Uint8Array): Picture | null {
  const format = formatOf(bytes)
  if (format === null) return null
  const size = pictureSize(bytes)
  const end = pictureEnd(bytes, format)
  // In a JPEG without a frame so far, the end marker belongs to the embedded thumbnail.
  return { format, size, end: format === 'jpeg' && size === null ? null : end, orientation: orientationOf(bytes) }
}

/**
 * The bytes that Figma accepts as they are, without anything after the picture's end; null when the picture has to be decoded and encoded again
 * first: another format, CMYK or 16 bits, too large, not upright, truncated, or unknown.
 */
export function readyForFigma(bytes: Uint8Array): Uint8Array | null {
  const picture = readPicture(bytes)
  if (picture === null || picture.format === 'webp' || picture.size === null || picture.end === null) return null
  if (isForPrint(bytes) || picture.orientation !== 1 || Math.max(picture.size.width, picture.size.height) > maxFigmaSide) return null
  return picture.end === bytes.length ? bytes : bytes.subarray(0, picture.end)
}

/** A size as shown in the window: `310 kB`, `0.9 MB`. */
export function sizeInWords(byteLength: number): string {
  return byteLength < 1000
    ? `${byteLength} B`
    : byteLength < 950_000
      ? `${Math.round(byteLength / 1000)} kB`
      : `${(byteLength / 1_000_000).toFixed(1)} MB`
}
