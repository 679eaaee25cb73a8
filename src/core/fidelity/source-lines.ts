// Everything read from the source: its lines in fragments, and the pixels of even faint lines.

import { type Chains, chainsOf } from './chains.ts'
import { type Edges, edgesOf, quantileOf, slopeOf } from './edges.ts'
import { type Fragment, fragmentsOf } from './fragments.ts'
import { kindsOf } from './kinds.ts'
import type { Smooth } from './picture.ts'

export type SourceLines = {
  readonly edges: Edges
  readonly chains: Chains
  readonly fragments: readonly Fragment[]
  readonly kinds: readonly number[]
  /** Pixels on lines, including faint ones. */
  readonly faint: Int32Array
}

export type Place = { readonly x: number; readonly y: number }

/** In px; a shorter piece of a faint line is noise. */
const faintLength = 8

/** The thresholds follow from the source's own noise, taken as the median slope of its pixels (fidelity §2). */
export function readSource(smooth: Smooth, counts: (place: Place) => boolean): SourceLines {
  const slope = slopeOf(smooth)
  const noise = quantileOf(slope, 0.5)
  const least = Math.min(10, Math.max(1.5, 2.5 * noise + 1))
  const faintest = Math.min(8, Math.max(0.3, 2 * noise + 0.3))
  const edges = edgesOf(slope, faintest)
  const chains = chainsOf(edges, smooth.width, least, 1.6 * least)
  const fragments = onlyThose(fragmentsOf(edges, chains), counts)
  return {
    edges,
    chains,
    fragments,
    kinds: kindsOf(smooth, fragments),
    faint: faintPixels(edges, smooth.width, faintest),
  }
}

function faintPixels(edges: Edges, width: number, least: number): Int32Array {
  const chains = chainsOf(edges, width, least, 1.5 * least)
  const pixels = new Int32Array(chains.order.length)
  let count = 0
  for (const { from, to, length } of fragmentsOf(edges, chains))
    if (length > faintLength) for (let i = from; i < to; i++) pixels[count++] = edges.pixel[chains.order[i] ?? 0] ?? 0
  return pixels.subarray(0, count)
}

/** The fragments that count, with references to removed neighbours cleared. */
function onlyThose(all: readonly Fragment[], counts: (place: Place) => boolean): readonly Fragment[] {
  const kept = all.map(counts)
  if (kept.every(Boolean)) return all
  let count = 0
  const numbers = kept.map((counted) => (counted ? count++ : -1))
  return all.filter((_, f) => kept[f]).map((one) => ({ ...one, before: numbers[one.before] ?? -1, after: numbers[one.after] ?? -1 }))
}
