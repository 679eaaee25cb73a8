// Pictures by their SHA-1, as Figma names them. The type is determined by the header; nothing is decoded here.

import type { Size } from '../types.ts'
import { sha1 } from './sha1.ts'

export function storeImage(images: Map<string, Uint8Array>, bytes: Uint8Array): string {
  const size = sizeOf(bytes)
  if (!size) throw new Error('Image type is unsupported')
  if (size.width > maxSide || size.height > maxSide) throw new Error('Image is too large')
  if (size.width < 1 || size.height < 1) throw new Error('Image is too small')
  const hash = sha1(bytes)
  if (!images.has(hash)) images.set(hash, bytes)
  return hash
}

/** Size from the header of a PNG, JPEG or GIF; null for anything else. */
export function sizeOf(bytes: Uint8Array): Size | null {
  return pngSize(bytes) ?? gifSize(bytes) ?? jpegSize(bytes)
}

const maxSide = 4096

function pngSize(bytes: Uint8Array): Size | null {
  if (bytes.length < 24 || ![137, 80, 78, 71, 13, 10, 26, 10].every((byte, i) => bytes[i] === byte)) return null
  const view = viewOf(bytes)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

function gifSize(bytes: Uint8Array): Size | null {
  if (bytes.length < 10 || !/^GIF8[79]a$/.test(String.fromCharCode(...bytes.subarray(0, 6)))) return null
  const view = viewOf(bytes)
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

function jpegSize(bytes: Uint8Array): Size | null {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  const view = viewOf(bytes)
  let offset = 2
  while (offset + 9 < bytes.length) {
    if (bytes[offset] !== 0xff) return null
    const marker = bytes[offset + 1] ?? 0
    if (marker === 0xff || (marker >= 0xd0 && marker <= 0xd9)) {
      offset += marker === 0xff ? 1 : 2
      continue
    }
    const isFrameHeader = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrameHeader) return { width: view.getUint16(offset + 7), height: view.getUint16(offset + 5) }
    offset += 2 + view.getUint16(offset + 2)
  }
  return null
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
