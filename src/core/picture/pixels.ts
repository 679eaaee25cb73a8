// A decoded picture, and the colours of its pixels under a rotated box.

import { type Affine, type Size, boundsOf } from '../base/geometry.ts'

/** Straight alpha, four bytes per pixel, row by row from the top left. */
export type Pixels = { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray | Uint8Array }

/** About this many pixels of a larger box are sampled, evenly spread: just as accurate for shares of a text, and fast even with a hundred texts. */
const mostPixels = 4096

/** The golden ratio shifts each row of a coarse grid by another part of its step, so that no stripe of the picture falls between all samples. */
const golden = 0.618_034

/**
 * The colours under a box, three bytes each, with transparency drawn on white.
 * @param transform from the box's own coordinates to pixels of the picture
 * @returns every pixel whose centre the box covers, or a sample of a few thousand; for a box that covers none, the pixel at its centre; empty when it
 * lies outside the picture
 */
export function colorsUnder({ width, height, rgba }: Pixels, box: Size, transform: Affine): Uint8Array {
  const [[a, b, tx], [c, d, ty]] = transform
  const bounds = boundsOf(box, transform)
  const left = Math.max(0, Math.floor(bounds.x))
  const top = Math.max(0, Math.floor(bounds.y))
  const across = Math.min(width, Math.ceil(bounds.x + bounds.width)) - left
  const down = Math.min(height, Math.ceil(bounds.y + bounds.height)) - top
  if (!(across > 0 && down > 0)) return new Uint8Array(0)

  const area = Math.abs(a * d - b * c)
  const step = Math.max(1, Math.sqrt(Math.min(across * down, area * box.width * box.height) / mostPixels))
  const [columns, rows] = [Math.ceil(across / step), Math.ceil(down / step)]
  const colors = new Uint8Array(3 * columns * rows)
  let count = 0
  const read = (x: number, y: number): void => {
    const at = 4 * (y * width + x)
    const alpha = rgba[at + 3] ?? 0
    for (let k = 0; k < 3; k++) colors[count++] = 255.5 + (((rgba[at + k] ?? 0) - 255) * alpha) / 255
  }

  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      const x = Math.floor(left + (i + ((j * golden) % 1)) * step)
      const y = Math.floor(top + (j + ((i * golden) % 1)) * step)
      const [px, py] = [x + 0.5 - tx, y + 0.5 - ty]
      const u = (d * px - b * py) / (a * d - b * c)
      const v = (a * py - c * px) / (a * d - b * c)
      if (u >= 0 && u < box.width && v >= 0 && v < box.height && x < left + across && y < top + down) read(x, y)
    }
  if (count === 0) {
    const x = Math.floor((a * box.width + b * box.height) / 2 + tx)
    const y = Math.floor((c * box.width + d * box.height) / 2 + ty)
    if (x >= 0 && x < width && y >= 0 && y < height) read(x, y)
  }
  return colors.subarray(0, count)
}
