// Decides for each fragment whether it is in place, moved, lost, or too dark to tell.

import type { Fragment } from './fragments.ts'
import type { Across } from './look-across.ts'
import { peakAt } from './sightings.ts'

export type Findings = {
  /** 0 to 1: certainty that the line is still in place. */
  readonly kept: Float32Array
  /** 0 to 1: certainty that the line is elsewhere, if it is not in place. */
  readonly moved: Float32Array
  /** 1 where the result is bright enough to tell. */
  readonly seen: Uint8Array
}

/** In px; a line may be off by this much, for example when a stroke becomes an edge between two colours. */
const inPlace = 1.8

/** In px; if there is an edge within this distance on each side, the line has become a stroke. */
const strokeSide = 2.8

/** Evidence levels for no line, and for a certain line (fidelity §2). */
const nothing = 0.22
const certain = 0.48

/** Of 255; where the brightest channel is below this, a result shows no lines. */
const darkUnder = 14

export function sureness(evidence: number): number {
  return Math.min(1, Math.max(0, (evidence - nothing) / (certain - nothing)))
}

export function findingsOf(fragments: readonly Fragment[], { evidence, size, light, reach }: Across): Findings {
  const offsets = 2 * reach + 1
  const [kept, moved] = [new Float32Array(fragments.length), new Float32Array(fragments.length)]
  const seen = new Uint8Array(fragments.length)
  for (let f = 0; f < fragments.length; f++) {
    const start = f * offsets
    let [best, other, left, right] = [0, 0, 0, 0]
    for (let o = 0; o < offsets; o++) {
      const peak = size[start + o] ?? 0
      const before = o > 0 ? (size[start + o - 1] ?? 0) : 0
      const after = o + 1 < offsets ? (size[start + o + 1] ?? 0) : 0
      if (peak < before || peak < after) continue
      const here = evidence[start + o] ?? 0
      const offset = o - reach + peakAt(before, peak, after)
      if (Math.abs(offset) <= inPlace) best = Math.max(best, here)
      else other = Math.max(other, here)
      if (offset >= -strokeSide && offset < 0) left = Math.max(left, here)
      if (offset > 0 && offset <= strokeSide) right = Math.max(right, here)
    }
    best = Math.max(best, Math.min(left, right))
    kept[f] = sureness(best)
    moved[f] = (1 - (kept[f] ?? 0)) * sureness(other)
    seen[f] = (light[f] ?? 0) >= darkUnder || best > nothing ? 1 : 0
  }
  return { kept, moved, seen }
}
