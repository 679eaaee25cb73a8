// Finds the edge points of a picture with subpixel precision: where the slope of its strongest channel has a maximum.

import { type Smooth, level } from './picture.ts'

/** For each pixel the slope of its strongest channel, in levels per pixel. */
export type Slope = Smooth & { readonly steep: Float32Array }

/** Edge points, each with the unit normal across its line. */
export type Edges = {
  readonly count: number
  readonly x: Float32Array
  readonly y: Float32Array
  readonly nx: Float32Array
  readonly ny: Float32Array
  readonly steep: Float32Array
  /** For each pixel the index of its point plus one; 0 where there is none. */
  readonly at: Int32Array
  /** For each point the pixel where it was found. */
  readonly pixel: Int32Array
}

export function slopeOf(smooth: Smooth): Slope {
  const { width, height, rgb } = smooth
  const steep = new Float32Array(width * height)
  const line = 3 * width
  for (let y = 1; y < height - 1; y++)
    for (let x = 1, i = y * width + 1, at = 3 * i; x < width - 1; x++, i++) {
      let best = 0
      for (let k = 0; k < 3; k++, at++) {
        const gx = (rgb[at + 3] ?? 0) - (rgb[at - 3] ?? 0)
        const gy = (rgb[at + line] ?? 0) - (rgb[at - line] ?? 0)
        const size = gx * gx + gy * gy
        if (size > best) best = size
      }
      if (best > 0) steep[i] = Math.sqrt(best) / (2 * level)
    }
  return { ...smooth, steep }
}

const bins = 1024
const binsALevel = 16

/** The slope below which the given share of the pixels lies. */
export function quantileOf({ steep }: Slope, share: number): number {
  const counts = new Int32Array(bins)
  for (let i = 0; i < steep.length; i++) {
    const bin = Math.min(bins - 1, Math.floor((steep[i] ?? 0) * binsALevel))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  let [left, bin] = [share * steep.length, 0]
  while (bin < bins - 1 && left >= (counts[bin] ?? 0)) left -= counts[bin++] ?? 0
  return bin / binsALevel
}

/** The change of the strongest channel at a pixel, horizontally and vertically. */
type Change = { x: number; y: number }

function changeAt({ width, rgb }: Slope, pixel: number, into: Change): void {
  let best = -1
  for (let k = 0, at = 3 * pixel; k < 3; k++, at++) {
    const gx = (rgb[at + 3] ?? 0) - (rgb[at - 3] ?? 0)
    const gy = (rgb[at + 3 * width] ?? 0) - (rgb[at - 3 * width] ?? 0)
    const size = gx * gx + gy * gy
    if (size <= best) continue
    best = size
    into.x = gx
    into.y = gy
  }
}

/**
 * The subpixel offset of the slope's maximum from a pixel along the longer axis; undefined where a neighbour is steeper. The neighbours compared lie
 * one step along the longer axis, and the fraction of a step along the other axis that keeps the direction.
 */
function ridgeAt({ width, steep }: Slope, pixel: number, change: Change): number | undefined {
  const isFlat = Math.abs(change.x) >= Math.abs(change.y)
  const lean = isFlat ? change.y / change.x : change.x / change.y
  const step = isFlat ? 1 : width
  const side = step + (isFlat ? (lean < 0 ? -width : width) : lean < 0 ? -1 : 1)
  const part = Math.abs(lean)
  const here = steep[pixel] ?? 0
  const ahead = (steep[pixel + step] ?? 0) * (1 - part) + (steep[pixel + side] ?? 0) * part
  if (here < ahead) return undefined
  const behind = (steep[pixel - step] ?? 0) * (1 - part) + (steep[pixel - side] ?? 0) * part
  return here <= behind ? undefined : (0.5 * (behind - ahead)) / (behind - 2 * here + ahead)
}

/** Pixels on ridges of the slope with at least the slope `least`. */
function ridges(slope: Slope, least: number): Int32Array {
  const { width, height, steep } = slope
  const found = new Int32Array(Math.ceil((width * height) / 2))
  const change = { x: 0, y: 0 }
  let count = 0
  for (let y = 2; y < height - 2; y++)
    for (let x = 2, i = y * width + 2; x < width - 2; x++, i++) {
      const here = steep[i] ?? 0
      if (here < least || count >= found.length) continue
      changeAt(slope, i, change)
      if (ridgeAt(slope, i, change) !== undefined) found[count++] = i
    }
  return found.slice(0, count)
}

export function edgesOf(slope: Slope, least: number): Edges {
  const { width, height, steep } = slope
  const pixel = ridges(slope, least)
  const count = pixel.length
  const at = new Int32Array(width * height)
  const [xs, ys] = [new Float32Array(count), new Float32Array(count)]
  const [nx, ny, steeps] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)]
  const change = { x: 0, y: 0 }
  for (let n = 0; n < count; n++) {
    const i = pixel[n] ?? 0
    changeAt(slope, i, change)
    const offset = ridgeAt(slope, i, change) ?? 0
    const isFlat = Math.abs(change.x) >= Math.abs(change.y)
    const length = Math.sqrt(change.x * change.x + change.y * change.y)
    xs[n] = (i % width) + (isFlat ? offset : (offset * change.x) / change.y)
    ys[n] = Math.floor(i / width) + (isFlat ? (offset * change.y) / change.x : offset)
    nx[n] = change.x / length
    ny[n] = change.y / length
    steeps[n] = steep[i] ?? 0
    at[i] = n + 1
  }
  return { count, x: xs, y: ys, nx, ny, steep: steeps, at, pixel }
}
