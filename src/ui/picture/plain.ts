// Whether a picture is of one plain colour, as services answer when they hold a picture back.

import { decodeUpright } from './convert.ts'

/** Read at a time: of an ordinary picture the first rows tell that it is not plain. */
const rowsAtOnce = 128
/** Levels between the darkest and the lightest pixel, and between parts of the picture, averaged. */
type Limits = { readonly pixels: number; readonly parts: number }
/** What noise of a JPEG may make; a star in a night sky makes more, and so does a faint gradient. */
const noisy: Limits = { pixels: 24, parts: 4 }
/** A picture that is drawn has no noise. */
export const oneColour: Limits = { pixels: 2, parts: 2 }
const parts = 32

type Range = { readonly lowest: number[]; readonly highest: number[] }

/** Widens the range by pixels of four channels, and gives the widest channel. */
function widen({ lowest, highest }: Range, rgba: Uint8ClampedArray): number {
  for (let at = 0; at < rgba.length; at++) {
    const channel = at & 3
    const level = rgba[at] ?? 0
    if (level < (lowest[channel] ?? 255)) lowest[channel] = level
    if (level > (highest[channel] ?? 0)) highest[channel] = level
  }
  return Math.max(...highest.map((high, channel) => high - (lowest[channel] ?? 0)))
}

function emptyRange(): Range {
  return { lowest: [255, 255, 255, 255], highest: [0, 0, 0, 0] }
}

function levelsOf(
  bitmap: ImageBitmap,
  y: number,
  rows: number,
  size: { readonly width: number; readonly height: number },
): Uint8ClampedArray {
  const context = new OffscreenCanvas(size.width, size.height).getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('no 2d canvas')
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, y, bitmap.width, rows, 0, 0, size.width, size.height)
  return context.getImageData(0, 0, size.width, size.height).data
}

function hasOneColour(bitmap: ImageBitmap, limits: Limits): boolean {
  const { width, height } = bitmap
  const range = emptyRange()
  for (let y = 0; y < height; y += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, height - y)
    if (widen(range, levelsOf(bitmap, y, rows, { width, height: rows })) > limits.pixels) return false
  }
  const small = { width: Math.min(parts, width), height: Math.min(parts, height) }
  return widen(emptyRange(), levelsOf(bitmap, 0, height, small)) <= limits.parts
}

/** True as well for a picture of one pixel. Rejects when the bytes are no picture. */
export async function isPlain(bytes: Uint8Array, limits: Limits = noisy): Promise<boolean> {
  const bitmap = await decodeUpright(bytes)
  try {
    return hasOneColour(bitmap, limits)
  } finally {
    bitmap.close()
  }
}
