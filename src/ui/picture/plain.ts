// Detects pictures of one plain colour, as services return them when they withhold a picture.

import { contextOf } from './canvas.ts'
import { decodeUpright } from './convert.ts'

/** Rows read at a time: the first rows of an ordinary picture already show that it is not plain. */
const rowsAtOnce = 128
/** Allowed difference in levels, between the darkest and lightest pixel and between averaged parts of the picture. */
type Limits = { readonly pixels: number; readonly parts: number }
/** The difference that JPEG noise may cause. A star in a night sky or a faint gradient exceeds it. */
const noisy: Limits = { pixels: 24, parts: 4 }
/** For drawn pictures, which have no noise. */
export const oneColour: Limits = { pixels: 2, parts: 2 }
const parts = 32

type Range = { readonly lowest: number[]; readonly highest: number[] }

/** Widens the range by RGBA pixels and returns the width of the widest channel. */
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
  const context = contextOf(size)
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

/** True for a picture of one pixel as well. Rejects when the bytes are not a picture. */
export async function isPlain(bytes: Uint8Array, limits: Limits = noisy): Promise<boolean> {
  const bitmap = await decodeUpright(bytes)
  try {
    return hasOneColour(bitmap, limits)
  } finally {
    bitmap.close()
  }
}
