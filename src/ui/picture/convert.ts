// Pictures as services send them, decoded by the browser: whatever it decodes is a picture, whatever head or content type says.

import { leftToTurn, turnUpright } from '../../core/picture/orientation.ts'
import { blobOf } from './blob.ts'

/** So far into the bytes a head is looked for, behind what a proxy or a script put before it. */
const searchedBytes = 4096

/** First bytes of the formats that browsers decode. */
const heads: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x52, 0x49, 0x46, 0x46],
]

/** The bytes from the first head on that is not at the very start; null when there is none. */
function withoutLeadingBytes(bytes: Uint8Array): Uint8Array | null {
  for (let from = 1; from < Math.min(searchedBytes, bytes.length); from++)
    if (heads.some((head) => startsAt(bytes, from, head))) return bytes.subarray(from)
  return null
}

const jpegEnd = [0xff, 0xd9]
const pngEnd = [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]

/** With the end that was lost; null for other formats. */
function withEnd(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return Uint8Array.from([...bytes, ...jpegEnd])
  if (bytes[0] !== 0x89 || bytes[1] !== 0x50) return null
  const isEndBroken = bytes.slice(-11).some((_, at) => startsAt(bytes, bytes.length - 11 + at, pngEnd.slice(4, 8)))
  return isEndBroken ? null : Uint8Array.from([...bytes, ...pngEnd])
}

function startsAt(bytes: Uint8Array, from: number, some: readonly number[]): boolean {
  return some.every((byte, index) => bytes[from + index] === byte)
}

/** Whether the last rows are of one colour from edge to edge: so a decoder fills rows of a JPEG that never came. */
function isFilledUp(bitmap: ImageBitmap): boolean {
  const rows = Math.min(4, bitmap.height)
  const context = new OffscreenCanvas(bitmap.width, rows).getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('no 2d canvas')
  context.drawImage(bitmap, 0, rows - bitmap.height)
  const { data } = context.getImageData(0, 0, bitmap.width, rows)
  return data.every((level, at) => level === data[at & 3])
}

function decode(bytes: Uint8Array): Promise<ImageBitmap> {
  return createImageBitmap(blobOf(bytes), { imageOrientation: 'from-image' })
}

/** A picture that lost no more than its end. Rejects for one that lost rows. */
async function decodeWithEnd(bytes: Uint8Array): Promise<ImageBitmap> {
  const closed = withEnd(bytes)
  if (closed === null) throw new Error('no picture')
  const bitmap = await decode(closed)
  if (!isFilledUp(bitmap)) return bitmap
  bitmap.close()
  throw new Error('half a picture')
}

/**
 * Upright, in the colours it is shown with. No content type is given, so that the browser looks at the bytes. Chromium rejects a JPEG or a
 * PNG that lacks but its end marker: such a one is tried with the end put back. Rejects when nothing of this gives a picture.
 */
export async function decodeUpright(bytes: Uint8Array): Promise<ImageBitmap> {
  try {
    return await decode(bytes)
  } catch {
    const rest = withoutLeadingBytes(bytes) ?? bytes
    return decode(rest).catch(() => decodeWithEnd(rest))
  }
}

/** What the greys of a depth map say. */
export type DepthGreys = 'near-is-bright' | 'near-is-dark'

/** To greys in which near is bright. What the picture leaves open is far. */
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

/** As a PNG with no side over `maxSide`. Rejects when the bytes are no picture. */
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
