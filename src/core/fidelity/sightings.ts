// Lists where each line of the source may be in the result.

import type { Fragment } from './fragments.ts'
import type { Across } from './look-across.ts'
import type { Lever } from './votes.ts'

/** A local maximum of the evidence across a fragment. */
export type Sighting = { readonly fragment: number; readonly offset: number; readonly evidence: number }

/** The data from which the movement of the whole is estimated. */
export type Problem = {
  readonly fragments: readonly Fragment[]
  readonly sightings: readonly Sighting[]
  /** One for each fragment. */
  readonly levers: readonly Lever[]
}

const leastEvidence = 0.22

/** The subpixel offset of a local maximum, from the three values around it. */
export function peakAt(before: number, here: number, after: number): number {
  const curve = before - 2 * here + after
  return curve < 0 ? (0.5 * (before - after)) / curve : 0
}

export function sightingsOf(count: number, { evidence, size, reach }: Across): readonly Sighting[] {
  const all: Sighting[] = []
  const offsets = 2 * reach + 1
  for (let f = 0; f < count; f++)
    for (let o = 1, at = f * offsets + 1; o + 1 < offsets; o++, at++) {
      const sure = evidence[at] ?? 0
      if (sure < leastEvidence) continue
      const [before, here, after] = [size[at - 1] ?? 0, size[at] ?? 0, size[at + 1] ?? 0]
      if (here < before || here <= after) continue
      all.push({ fragment: f, offset: o - reach + peakAt(before, here, after), evidence: sure })
    }
  return all
}
