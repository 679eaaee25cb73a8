// Searches a picture for each fragment of the source, along the direction across the fragment (fidelity §2).

import type { Chains } from './chains.ts'
import type { Edges } from './edges.ts'
import type { Fragment } from './fragments.ts'
import { type Smooth, level } from './picture.ts'
import { type Profile, addPoint, clear, profileOf, readSlopes } from './profile.ts'

/** In levels per pixel: the part of the slope, and of the mean slope, that is noise. */
const noise = 0.6
const usualNoise = 0.35

export type Across = {
  /** The largest offset from the line that is searched, in px to each side. */
  readonly reach: number
  /** For each fragment, one value per offset, 0 to 1: the evidence for an edge of its direction there. */
  readonly evidence: Float32Array
  /** For each, the magnitude of the mean slope, in levels per pixel; its peaks have subpixel precision. */
  readonly size: Float32Array
  /** For each fragment, the brightness of the brightest channel at its place, 0 to 255. */
  readonly light: Float32Array
}

export function lookAcross(picture: Smooth, edges: Edges, chains: Chains, fragments: readonly Fragment[], reach: number): Across {
  const offsets = 2 * reach + 1
  const [single, sizes] = [new Float32Array(fragments.length * offsets), new Float32Array(fragments.length * offsets)]
  const light = new Float32Array(fragments.length)
  const profile = profileOf(reach)
  const [means, roots, scratch] = [new Float64Array(offsets), new Float64Array(offsets), new Float64Array(offsets)]
  for (let f = 0; f < fragments.length; f++) {
    const fragment = fragments[f]
    if (fragment === undefined) continue
    readFragment(profile, picture, edges, chains, fragment)
    light[f] = profile.light / profile.count / level
    readSlopes(profile, means, roots)
    sizes.set(means, f * offsets)
    judge(means, roots, scratch, single, f * offsets)
  }
  return { reach, evidence: withNeighbours(single, fragments, offsets), size: withNeighbours(sizes, fragments, offsets), light }
}

/** The evidence at each offset: how far the points along the fragment agree, and how much the line stands out from the usual slope here. */
function judge(means: Float64Array, roots: Float64Array, scratch: Float64Array, into: Float32Array, start: number): void {
  const usual = medianOf(means, scratch) + usualNoise
  for (let o = 0; o < means.length; o++) {
    const [mean, root] = [means[o] ?? 0, roots[o] ?? 0]
    into[start + o] = (mean / Math.sqrt(root * root + noise * noise)) * (mean / (mean + usual))
  }
}

function readFragment(profile: Profile, picture: Smooth, edges: Edges, { order }: Chains, { from, to, nx, ny }: Fragment): void {
  clear(profile)
  // Neighbouring points see mostly the same pixels, so long fragments use every second one.
  const step = to - from >= 10 ? 2 : 1
  for (let i = from; i < to; i += step) {
    const point = order[i] ?? 0
    addPoint(profile, picture, edges.x[point] ?? 0, edges.y[point] ?? 0, nx, ny)
  }
}

function medianOf(values: Float64Array, scratch: Float64Array): number {
  scratch.set(values)
  scratch.sort()
  return scratch[Math.floor(scratch.length / 2)] ?? 0
}

/** Averages each fragment with its neighbours on the same line, which together count as much as the fragment itself. */
function withNeighbours(single: Float32Array, fragments: readonly Fragment[], offsets: number): Float32Array {
  const evidence = new Float32Array(single.length)
  for (let f = 0; f < fragments.length; f++) {
    const { before = -1, after = -1 } = fragments[f] ?? {}
    const [one, other] = [before >= 0 ? before : after >= 0 ? after : f, after >= 0 ? after : before >= 0 ? before : f]
    for (let o = 0; o < offsets; o++)
      evidence[f * offsets + o] =
        0.5 * (single[f * offsets + o] ?? 0) + 0.25 * ((single[one * offsets + o] ?? 0) + (single[other * offsets + o] ?? 0))
  }
  return evidence
}
