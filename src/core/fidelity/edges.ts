// The lines of a picture, pixel by pixel: where the change of its strongest channel is greatest, to a part of a pixel.

import { type Smooth, level } from './picture.ts'

/** For each pixel: how steep its strongest channel is, in levels a pixel, and in which direction. */
export type Slope = {
  readonly width: number
  readonly height: number
  readonly steep: Float32Array
  readonly across: Float32Array
  readonly down: Float32Array
}

/** Points of lines, with the direction across the line, of length 1. */
export type Edges = {
  readonly count: number
  readonly x: Float32Array
  readonly y: Float32Array
  readonly nx: Float32Array
  readonly ny: Float32Array
  readonly steep: Float32Array
  /** For each pixel of the picture the number of its point, and one more; 0 where there is none. */
  readonly at: Int32Array
  /** For each point the pixel that it was found at. */
  readonly pixel: Int32Array
}

export function slopeOf({ width, height, rgb }: Smooth): Slope {
  const [steep, across, down] = [new Float32Array(width * height), new Float32Array(width * height), new Float32Array(width * height)]
  const line = 3 * width
  for (let y = 1; y < height - 1; y++)
    for (let x = 1, i = y * width + 1, at = 3 * i; x < width - 1; x++, i++) {
      let [best, bestX, bestY] = [-1, 0, 0]
      for (let k = 0; k < 3; k++, at++) {
        const gx = (rgb[at + 3] ?? 0) - (rgb[at - 3] ?? 0)
        const gy = (rgb[at + line] ?? 0) - (rgb[at - line] ?? 0)
        const size = gx * gx + gy * gy
        if (size > best) [best, bestX, bestY] = [size, gx, gy]
      }
      steep[i] = Math.sqrt(best) / (2 * level)
      across[i] = bestX
      down[i] = bestY
    }
  return { width, height, steep, across, down }
}

const bins = 1024
const binsALevel = 16

/** The slope that a share of the pixels does not reach. */
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

/** Ridges of the slope that are at least `least` steep. */
export function edgesOf({ width, height, steep, across, down }: Slope, least: number): Edges {
  const at = new Int32Array(width * height)
  const room = Math.ceil((width * height) / 2)
  const [xs, ys, nxs, nys, steeps] = [0, 1, 2, 3, 4].map(() => new Float32Array(room))
  const found = {
    count: 0,
    at,
    pixel: new Int32Array(room),
    x: xs ?? empty,
    y: ys ?? empty,
    nx: nxs ?? empty,
    ny: nys ?? empty,
    steep: steeps ?? empty,
  }
  for (let y = 2; y < height - 2; y++)
    for (let x = 2, i = y * width + 2; x < width - 2; x++, i++) {
      const here = steep[i] ?? 0
      if (here < least || found.count >= room) continue
      const [gx, gy] = [across[i] ?? 0, down[i] ?? 0]
      const isFlat = Math.abs(gx) >= Math.abs(gy)
      // One step along the longer axis, and the part of a step along the other that keeps the direction.
      const lean = isFlat ? gy / gx : gx / gy
      const [step, side] = isFlat ? [1, lean < 0 ? -width : width] : [width, lean < 0 ? -1 : 1]
      const part = Math.abs(lean)
      const ahead = (steep[i + step] ?? 0) * (1 - part) + (steep[i + step + side] ?? 0) * part
      const behind = (steep[i - step] ?? 0) * (1 - part) + (steep[i - step - side] ?? 0) * part
      if (here < ahead || here <= behind) continue
      const offset = (0.5 * (behind - ahead)) / (behind - 2 * here + ahead)
      const length = Math.sqrt(gx * gx + gy * gy)
      const n = found.count++
      found.x[n] = x + (isFlat ? offset : offset * lean)
      found.y[n] = y + (isFlat ? offset * lean : offset)
      found.nx[n] = gx / length
      found.ny[n] = gy / length
      found.steep[n] = here
      found.pixel[n] = i
      at[i] = n + 1
    }
  return found
}

const empty = new Float32Array(0)
