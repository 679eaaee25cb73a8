// Reads the size of a picture from its header bytes; sizes given elsewhere are not trusted (DESIGN §5).

import type { Size } from '../base/geometry.ts'

export function startsWith(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false
  return true
}

export function at(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0
}

export function u16(bytes: Uint8Array, i: number): number {
  return at(bytes, i) * 256 + at(bytes, i + 1)
}

export function u32(bytes: Uint8Array, i: number): number {
  return u16(bytes, i) * 65_536 + u16(bytes, i + 2)
}

/**
 * The offset of a JPEG's frame header: C0 to CF without DHT, JPG and DAC; 0 for none. Walks the segments, so that a thumbnail inside EXIF is not
 * taken for the picture.
 */
function jpegFrame(bytes: Uint8Array): number {
  let i = 2
  while (i + 9 < bytes.length) {
    if (at(bytes, i) !== 0xff) return 0
    const marker = at(bytes, i + 1)
    if (marker === 0xff) i += 1
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) return i
    else if (marker === 0xda) return 0
    else i += 2 + u16(bytes, i + 2)
  }
  return 0
}

function jpegSize(bytes: Uint8Array): Size | null {
  const frame = jpegFrame(bytes)
  return frame === 0 ? null : { width: u16(bytes, frame + 7), height: u16(bytes, frame + 5) }
}

/** Whether the picture is CMYK or has 16 bits per channel; Figma shows neither correctly. */
export function isForPrint(bytes: Uint8Array): boolean {
  return startsWith(bytes, 1, 'PNG') ? at(bytes, 24) > 8 : u16(bytes, 0) === 0xffd8 && at(bytes, jpegFrame(bytes) + 9) > 3
}

/** The size of a PNG, JPEG or GIF, the formats that Figma accepts; null for other bytes. */
export function pictureSize(bytes: Uint8Array): Size | null {
  if (startsWith(bytes, 1, 'PNG')) return bytes.length < 24 ? null : { width: u32(bytes, 16), height: u32(bytes, 20) }
  if (u16(bytes, 0) === 0xffd8) return jpegSize(bytes)
  if (startsWith(bytes, 0, 'GIF8')) return { width: at(bytes, 6) + at(bytes, 7) * 256, height: at(bytes, 8) + at(bytes, 9) * 256 }
  return null
}
