// Looks for each fragment of the source in the result, along the direction across it.

import type { Chains } from './chains.ts'
import type { Edges } from './edges.ts'
import type { Fragment } from './fragments.ts'
import { type Smooth, level } from './picture.ts'

/** Pixels to each side. */
export const reach = 26
/** Evidence is known from one less than the reach before the line to one less behind it. */
export const offsets = 2 * reach - 1
const samples = 2 * reach + 1

/** Levels a pixel: what noise makes of the slope, and of the mean slope. */
const noise = 0.6
const usualNoise = 0.35

export type Across = {
  /** For each fragment `offsets` values, 0 to 1: is a line of its direction there? */
  readonly evidence: Float32Array
  /** For each fragment how bright the brightest channel is at it, 0 to 255. */
  readonly light: Float32Array
}

/** Sums over the points of one fragment, of the slope of each channel at each offset, and of its square. */
type Profile = { readonly slope: Float64Array; readonly square: Float64Array; count: number; light: number }

function sample({ width, height, rgb }: Smooth, x: number, y: number, into: Float64Array, at: number): void {
  const cx = x < 0 ? 0 : x > width - 1.001 ? width - 1.001 : x
  const cy = y < 0 ? 0 : y > height - 1.001 ? height - 1.001 : y
  const [ix, iy] = [Math.floor(cx), Math.floor(cy)]
  const [fx, fy] = [cx - ix, cy - iy]
  const a = 3 * (iy * width + ix)
  const b = a + 3 * width
  const [wa, wb, wc, wd] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy]
  for (let k = 0; k < 3; k++)
    into[at + k] = wa * (rgb[a + k] ?? 0) + wb * (rgb[a + k + 3] ?? 0) + wc * (rgb[b + k] ?? 0) + wd * (rgb[b + k + 3] ?? 0)
}

const line = new Float64Array(3 * samples)

function addPoint(profile: Profile, smooth: Smooth, x: number, y: number, { nx, ny }: Fragment): void {
  for (let o = -reach, at = 0; o <= reach; o++, at += 3) sample(smooth, x + o * nx, y + o * ny, line, at)
  const { slope, square } = profile
  for (let i = 0; i < 3 * offsets; i++) {
    const change = (line[i + 6] ?? 0) - (line[i] ?? 0)
    slope[i] = (slope[i] ?? 0) + change
    square[i] = (square[i] ?? 0) + change * change
  }
  const middle = 3 * reach
  profile.light += Math.max(line[middle] ?? 0, line[middle + 1] ?? 0, line[middle + 2] ?? 0)
  profile.count++
}

/** The middle value of a few. */
function medianOf(values: Float64Array, scratch: Float64Array): number {
  scratch.set(values)
  scratch.sort()
  return scratch[Math.floor(scratch.length / 2)] ?? 0
}

export function lookAcross(result: Smooth, edges: Edges, chains: Chains, fragments: readonly Fragment[]): Across {
  const single = new Float32Array(fragments.length * offsets)
  const light = new Float32Array(fragments.length)
  const profile: Profile = { slope: new Float64Array(3 * offsets), square: new Float64Array(3 * offsets), count: 0, light: 0 }
  const [means, roots, scratch] = [new Float64Array(offsets), new Float64Array(offsets), new Float64Array(offsets)]
  for (let f = 0; f < fragments.length; f++) {
    const fragment = fragments[f]
    if (fragment === undefined) continue
    profile.slope.fill(0)
    profile.square.fill(0)
    profile.count = profile.light = 0
    const step = fragment.to - fragment.from >= 10 ? 2 : 1
    for (let i = fragment.from; i < fragment.to; i += step) {
      const point = chains.order[i] ?? 0
      addPoint(profile, result, edges.x[point] ?? 0, edges.y[point] ?? 0, fragment)
    }
    light[f] = profile.light / profile.count / level
    readSlopes(profile, means, roots)
    const usual = medianOf(means, scratch) + usualNoise
    for (let o = 0; o < offsets; o++) {
      const mean = means[o] ?? 0
      const root = roots[o] ?? 0
      single[f * offsets + o] = (mean / Math.sqrt(root * root + noise * noise)) * (mean / (mean + usual))
    }
  }
  return { evidence: withNeighbours(single, fragments), light }
}

/** How large the mean slope is at each offset, and the root of the mean square. */
function readSlopes({ slope, square, count }: Profile, means: Float64Array, roots: Float64Array): void {
  const unit = 2 * level * count
  for (let o = 0, at = 0; o < offsets; o++, at += 3) {
    const [r, g, b] = [slope[at] ?? 0, slope[at + 1] ?? 0, slope[at + 2] ?? 0]
    const squares = (square[at] ?? 0) + (square[at + 1] ?? 0) + (square[at + 2] ?? 0)
    means[o] = Math.sqrt(r * r + g * g + b * b) / unit
    roots[o] = Math.sqrt(squares / count) / (2 * level)
  }
}

/** What lies beside on the same line says as much as the fragment itself. */
function withNeighbours(single: Float32Array, fragments: readonly Fragment[]): Float32Array {
  const evidence = new Float32Array(single.length)
  for (let f = 0; f < fragments.length; f++) {
    const { before = -1, after = -1 } = fragments[f] ?? {}
    const share = before >= 0 || after >= 0 ? 0.5 : 1
    for (let o = 0; o < offsets; o++) {
      const here = single[f * offsets + o] ?? 0
      const one = single[(before >= 0 ? before : after) * offsets + o] ?? 0
      const other = single[(after >= 0 ? after : before) * offsets + o] ?? 0
      evidence[f * offsets + o] = share === 1 ? here : 0.5 * here + 0.25 * (one + other)
    }
  }
  return evidence
}
