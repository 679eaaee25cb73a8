// The profile of a picture across a fragment of a line: at each offset the mean slope over the fragment's length, and how much single points vary.

import { type Smooth, level } from './picture.ts'

/** Sums over points at each offset: the slope of each channel, and its square. */
export type Profile = {
  /** The largest offset in px, to each side. */
  readonly reach: number
  readonly line: Float64Array
  readonly slope: Float64Array
  readonly slopeSquare: Float64Array
  count: number
  light: number
}

export function profileOf(reach: number): Profile {
  const offsets = 2 * reach + 1
  return {
    reach,
    // The slope needs one more pixel on each side.
    line: new Float64Array(3 * (offsets + 2)),
    slope: new Float64Array(3 * offsets),
    slopeSquare: new Float64Array(offsets),
    count: 0,
    light: 0,
  }
}

export function clear(profile: Profile): void {
  profile.slope.fill(0)
  profile.slopeSquare.fill(0)
  profile.count = profile.light = 0
}

function sampleLine({ width, height, rgb }: Smooth, line: Float64Array, fromX: number, fromY: number, nx: number, ny: number): void {
  const [mostX, mostY] = [width - 1.001, height - 1.001]
  for (let at = 0, x = fromX, y = fromY; at < line.length; at += 3, x += nx, y += ny) {
    const cx = x < 0 ? 0 : x > mostX ? mostX : x
    const cy = y < 0 ? 0 : y > mostY ? mostY : y
    const [ix, iy] = [Math.floor(cx), Math.floor(cy)]
    const [fx, fy] = [cx - ix, cy - iy]
    const a = 3 * (iy * width + ix)
    const b = a + 3 * width
    const [wa, wb, wc, wd] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy]
    for (let k = 0; k < 3; k++)
      line[at + k] = wa * (rgb[a + k] ?? 0) + wb * (rgb[a + k + 3] ?? 0) + wc * (rgb[b + k] ?? 0) + wd * (rgb[b + k + 3] ?? 0)
  }
}

export function addPoint(profile: Profile, smooth: Smooth, x: number, y: number, nx: number, ny: number): void {
  const { reach, line, slope, slopeSquare } = profile
  sampleLine(smooth, line, x - (reach + 1) * nx, y - (reach + 1) * ny, nx, ny)
  for (let o = 0, i = 0; o <= 2 * reach; o++) {
    let steps = 0
    for (let k = 0; k < 3; k++, i++) {
      const step = (line[i + 6] ?? 0) - (line[i] ?? 0)
      slope[i] = (slope[i] ?? 0) + step
      steps += step * step
    }
    slopeSquare[o] = (slopeSquare[o] ?? 0) + steps
  }
  const middle = 3 * (reach + 1)
  profile.light += Math.max(line[middle] ?? 0, line[middle + 1] ?? 0, line[middle + 2] ?? 0)
  profile.count++
}

/** At each offset, in levels per pixel: the magnitude of the mean slope, and the root mean square slope of the points. */
export function readSlopes({ slope, slopeSquare, count }: Profile, means: Float64Array, roots: Float64Array): void {
  for (let o = 0, at = 0; o < means.length; o++, at += 3) {
    const [r, g, b] = [slope[at] ?? 0, slope[at + 1] ?? 0, slope[at + 2] ?? 0]
    means[o] = Math.sqrt(r * r + g * g + b * b) / (2 * level * count)
    roots[o] = Math.sqrt((slopeSquare[o] ?? 0) / count) / (2 * level)
  }
}
