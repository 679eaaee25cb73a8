// Decodes pictures from services with the browser: whatever it can decode is a picture, regardless of header or content type.

import { concat } from '../../core/base/bytes.ts'
import { leftToTurn, turnUpright } from '../../core/picture/orientation.ts'
import { blobOf } from './blob.ts'
import { contextOf } from './canvas.ts'

/** How far to search for a file signature, in bytes, in case a proxy or script has prepended something. */
const searchedBytes = 4096

/** File signatures of formats that browsers decode. */
const heads: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x52, 0x49, 0x46, 0x46],
]

/** The bytes from the first signature on, if it is not at the very start; otherwise null. */
function withoutLeadingBytes(bytes: Uint8Array): Uint8Array | null {
  for (let from = 1; from < Math.min(searchedBytes, bytes.length); from++)
    if (heads.some((head) => startsAt(bytes, from, head))) return bytes.subarray(from)
  return null
}

const jpegEnd = Uint8Array.of(0xff, 0xd9)
const pngEnd = Uint8Array.of(0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82)

/** Appends the missing end marker; null for other formats. */
function withEnd(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return concat([bytes, jpegEnd])
  if (bytes[0] !== 0x89 || bytes[1] !== 0x50) return null
  const isEndBroken = bytes.slice(-11).some((_, at) => startsAt(bytes, bytes.length - 11 + at, [...pngEnd.subarray(4, 8)]))
  return isEndBroken ? null : concat([bytes, pngEnd])
}

function startsAt(bytes: Uint8Array, from: number, some: readonly number[]): boolean {
  return some.every((byte, index) => bytes[from + index] === byte)
}

/** Whether the last rows have one colour from edge to edge, which is how decoders fill missing rows of a JPEG. */
function isFilledUp(bitmap: ImageBitmap): boolean {
  const rows = Math.min(4, bitmap.height)
  const context = contextOf({ width: bitmap.width, height: rows })
  context.drawImage(bitmap, 0, rows - bitmap.height)
  const { data } = context.getImageData(0, 0, bitmap.width, rows)
  return data.every((level, at) => level === data[at & 3])
}

function decode(bytes: Uint8Array): Promise<ImageBitmap> {
  return createImageBitmap(blobOf(bytes), { imageOrientation: 'from-image' })
}

/** Decodes a picture that lacks only its end marker. Rejects when rows are missing. */
async function decodeWithEnd(bytes: Uint8Array): Promise<ImageBitmap> {
  const closed = withEnd(bytes)
  if (closed === null) throw new Error('no picture')
  const bitmap = await decode(closed)
  if (!isFilledUp(bitmap)) return bitmap
  bitmap.close()
  throw new Error('half a picture')
}

/**
 * Decodes upright, in display colours. No content type is set, so the browser looks at the bytes. Chromium rejects a JPEG or PNG without
 * its end marker, so that is tried with the marker added. Rejects when nothing works.
 */
export async function decodeUpright(bytes: Uint8Array): Promise<ImageBitmap> {
  try {
    return await decode(bytes)
  } catch {
    const rest = withoutLeadingBytes(bytes) ?? bytes
    return decode(rest).catch(() => decodeWithEnd(rest))
  }
}

/** Which greys of a depth map are near. */
export type DepthGreys = 'near-is-bright' | 'near-is-dark'

/** Converts to greys in which near is bright. Transparent parts become far. */
function toDepthMap(context: OffscreenCanvasRenderingContext2D, depth: DepthGreys): void {
  const fill = (color: string, operation: GlobalCompositeOperation): void => {
    context.globalCompositeOperation = operation
    context.fillStyle = color
    context.fillRect(0, 0, context.canvas.width, context.canvas.height)
  }
  context.resetTransform()
  fill(depth === 'near-is-dark' ? '#fff' : '#000', 'destination-over')
  fill('#000', 'saturation')
  if (depth === 'near-is-dark') fill('#fff', 'difference')
}

/** Converts to a PNG with no side over `maxSide`. Rejects when the bytes are not a picture. */
export async function convert(bytes: Uint8Array, maxSide: number, depth?: DepthGreys): Promise<Uint8Array> {
  const stored = leftToTurn(bytes)
  const whole = await decodeUpright(stored.bytes)
  const scale = Math.min(1, maxSide / Math.max(whole.width, whole.height))
  const width = Math.max(1, Math.round(whole.width * scale))
  const height = Math.max(1, Math.round(whole.height * scale))
  const isLying = stored.orientation >= 5
  const canvas = new OffscreenCanvas(isLying ? height : width, isLying ? width : height)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no 2d canvas')
  context.imageSmoothingQuality = 'high'
  context.setTransform(...turnUpright(stored.orientation, { width, height }))
  context.drawImage(whole, 0, 0, width, height)
  whole.close()
  if (depth !== undefined) toDepthMap(context, depth)
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
}
