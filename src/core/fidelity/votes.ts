// Estimates the movement of the whole roughly by voting: every line votes for the displacements that it agrees with. Least squares alone, starting
// from no displacement, would lock onto neighbouring lines once the whole has moved by more than a few pixels.

import type { Fragment } from './fragments.ts'
import type { Across } from './look-across.ts'

/** How a fragment's offset changes with shift across, shift down, scale and turn; the last two in px at the corners. */
export type Lever = readonly [number, number, number, number]

/** Only this number of the strongest fragments votes; they suffice for a decision. */
const voters = 220
/** Candidates in px to each side: for shifts, and for the effect of scale and turn at the corners. */
const shifts = stepsTo(24, 4)
const corners = stepsTo(15, 5)
/** With this share of all votes for the original place, the whole has not moved. */
const enough = 0.85
/** How many times more votes a moved whole must have than one that did not move. */
const clearly = 1.08

type Ballot = { readonly levers: readonly Lever[]; readonly weights: Float64Array; readonly evidence: Float32Array; readonly reach: number }

/** The best evidence within `radius` px of each offset, for each fragment. */
function widened({ evidence, reach }: Across, chosen: readonly number[], radius: number): Float32Array {
  const offsets = 2 * reach + 1
  const wide = new Float32Array(chosen.length * offsets)
  chosen.forEach((f, row) => {
    for (let o = 0; o < offsets; o++) {
      let best = 0
      for (let k = Math.max(0, o - radius); k <= Math.min(offsets - 1, o + radius); k++)
        best = Math.max(best, evidence[f * offsets + k] ?? 0)
      wide[row * offsets + o] = best
    }
  })
  return wide
}

function votesFor({ levers, weights, evidence, reach }: Ballot, dx: number, dy: number, grown: number, turned: number): number {
  const offsets = 2 * reach + 1
  let votes = 0
  for (let f = 0; f < levers.length; f++) {
    const lever = levers[f]
    if (lever === undefined) continue
    const offset = Math.floor(lever[0] * dx + lever[1] * dy + lever[2] * grown + lever[3] * turned + reach + 0.5)
    if (offset >= 0 && offset < offsets) votes += (weights[f] ?? 0) * (evidence[f * offsets + offset] ?? 0)
  }
  return votes
}

function stepsTo(reach: number, step: number): readonly number[] {
  const all: number[] = []
  for (let value = -reach; value <= reach; value += step) all.push(value)
  return all
}

type Found = { readonly by: readonly [number, number, number, number]; readonly votes: number }

function coarse(ballot: Ballot): Found {
  let best: Found = { by: [0, 0, 0, 0], votes: votesFor(ballot, 0, 0, 0, 0) }
  for (const grown of corners)
    for (const turned of corners)
      for (const dx of shifts)
        for (const dy of shifts) {
          const votes = votesFor(ballot, dx, dy, grown, turned)
          if (votes > best.votes) best = { by: [dx, dy, grown, turned], votes }
        }
  return best
}

/** Hill climbing: moves to the best neighbour until there is none, with decreasing steps. */
function climb(ballot: Ballot, from: Found['by']): Found {
  let best: Found = { by: from, votes: votesFor(ballot, ...from) }
  for (const by of [2, 1]) {
    for (let isBetter = true; isBetter;) {
      isBetter = false
      for (let axis = 0; axis < 4; axis++)
        for (const sign of [-by, by]) {
          const [dx, dy, grown, turned] = best.by.map((value, at) => (at === axis ? value + sign : value))
          const next = [dx ?? 0, dy ?? 0, grown ?? 0, turned ?? 0] as const
          const votes = votesFor(ballot, ...next)
          if (votes <= best.votes) continue
          best = { by: next, votes }
          isBetter = true
        }
    }
  }
  return best
}

/** The start for least squares: shift across, shift down, scale and turn, in px; zeros where no other place is clearly better. */
export function startOf(fragments: readonly Fragment[], levers: readonly Lever[], across: Across): Float64Array {
  const chosen = fragments
    .map(({ weight }, f) => ({ f, weight }))
    .sort((a, b) => b.weight - a.weight || a.f - b.f)
    .slice(0, voters)
    .map(({ f }) => f)
  const shared = {
    levers: chosen.map((f) => levers[f] ?? ([0, 0, 0, 0] as const)),
    weights: Float64Array.from(chosen, (f) => fragments[f]?.length ?? 0),
    reach: across.reach,
  }
  const fine = { ...shared, evidence: widened(across, chosen, 1) }
  const all = shared.weights.reduce((sum, weight) => sum + weight, 0)
  if (votesFor(fine, 0, 0, 0, 0) >= enough * all) return new Float64Array(4)
  const rough = coarse({ ...shared, evidence: widened(across, chosen, 2) })
  const found = climb(fine, rough.by)
  return found.votes > clearly * votesFor(fine, 0, 0, 0, 0) ? Float64Array.from(found.by) : new Float64Array(4)
}
