// The whole picture: by what shift, scale and turn the lines of the source lie on those of the result.

import type { Fragment } from './fragments.ts'
import type { Across } from './look-across.ts'
import { peakAt } from './findings.ts'
import { solve } from './solve.ts'
import { type Lever, startOf } from './votes.ts'

/** Where a point of the source, measured from the middle, lies in the result: scaled and turned about the middle, then shifted. */
export type Whole = {
  readonly dx: number
  readonly dy: number
  readonly scale: number
  /** Radians, as far as a small turn is its own sine; what is on the right goes down. */
  readonly turn: number
}

export const identity: Whole = { dx: 0, dy: 0, scale: 1, turn: 0 }

export type Fit = {
  readonly whole: Whole
  /** The share of the fragments' weight whose line lies within a pixel of where the fit has it. */
  readonly agreeing: number
  /** Pixels: the root of the mean square of what the agreeing ones are off. */
  readonly residual: number
  /** Pixels at the corners: how far a coarse and a fine estimate lie apart. */
  readonly apart: number
}

/** Where a fragment may be in the result: a local maximum of what was found across it. */
type Sighting = { readonly fragment: number; readonly offset: number; readonly evidence: number }

const leastEvidence = 0.22

function sightingsOf(count: number, { evidence, size, reach }: Across): readonly Sighting[] {
  const all: Sighting[] = []
  const offsets = 2 * reach + 1
  for (let f = 0; f < count; f++)
    for (let o = 1, at = f * offsets + 1; o + 1 < offsets; o++, at++) {
      const here = size[at] ?? 0
      const [before, after] = [size[at - 1] ?? 0, size[at + 1] ?? 0]
      const sure = evidence[at] ?? 0
      if (sure < leastEvidence || here < before || here <= after) continue
      all.push({ fragment: f, offset: o - reach + peakAt(before, here, after), evidence: sure })
    }
  return all
}

/** The last two in pixels at `radius` from the middle. */
function leverOf({ x, y, nx, ny }: Fragment, middleX: number, middleY: number, radius: number): Lever {
  const [rx, ry] = [(x - middleX) / radius, (y - middleY) / radius]
  return [nx, ny, nx * rx + ny * ry, ny * rx - nx * ry]
}

/**
 * Of the biweight, in pixels. The wide ones take both sides of a stroke, which lie evenly around the place; a narrow one is exact where
 * lines are edges, and takes one side for the other where they are strokes.
 */
const wide = [6, 4.5, 3.5, 3, 3, 3]
const narrow = [2, 1.5, 1.2, 1.2]

/** Pixels at the corners: what both widths may differ by where both are right. */
const agreeWithin = 0.6

type Problem = { readonly fragments: readonly Fragment[]; readonly sightings: readonly Sighting[]; readonly levers: readonly Lever[] }

const none: Lever = [0, 0, 0, 0]

function offBy({ levers }: Problem, { fragment, offset }: Sighting, by: Float64Array): number {
  const row = levers[fragment] ?? none
  return offset - row[0] * (by[0] ?? 0) - row[1] * (by[1] ?? 0) - row[2] * (by[2] ?? 0) - row[3] * (by[3] ?? 0)
}

/** Least squares over what lies within the width, weighted again in each round. */
function refined(problem: Problem, from: Float64Array, widths: readonly number[]): Float64Array {
  let found = from
  for (const limit of widths) {
    const rows = [0, 1, 2, 3].map((i) => Float64Array.from({ length: 5 }, (_, k) => (i === k ? 1 : 0)))
    for (const sighting of problem.sightings) {
      const part = offBy(problem, sighting, found) / limit
      if (part >= 1 || part <= -1) continue
      const bi = 1 - part * part
      const weight = bi * bi * sighting.evidence * sighting.evidence * (problem.fragments[sighting.fragment]?.length ?? 0)
      const row = problem.levers[sighting.fragment] ?? none
      for (let i = 0; i < 4; i++) {
        const target = rows[i]
        if (target === undefined) continue
        const factor = weight * (row[i] ?? 0)
        for (let k = 0; k < 4; k++) target[k] = (target[k] ?? 0) + factor * (row[k] ?? 0)
        target[4] = (target[4] ?? 0) + factor * sighting.offset
      }
    }
    found = solve(rows)
  }
  return found
}

export function fitWhole(fragments: readonly Fragment[], across: Across, width: number, height: number): Fit {
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2]
  const radius = Math.sqrt(middleX * middleX + middleY * middleY) || 1
  const levers = fragments.map((one) => leverOf(one, middleX, middleY, radius))
  const problem = { fragments, levers, sightings: sightingsOf(fragments.length, across) }
  const wholeOf = ([dx = 0, dy = 0, grown = 0, turned = 0]: Float64Array): Whole => ({
    dx,
    dy,
    scale: 1 + grown / radius,
    turn: turned / radius,
  })
  const rough = refined(problem, startOf(fragments, levers, across), wide)
  const exact = refined(problem, rough, narrow)
  const apart = movedBy(wholeOf(exact.map((value, i) => value - (rough[i] ?? 0))), width, height)
  const found = apart < agreeWithin ? exact : rough
  return { whole: wholeOf(found), apart, ...agreement(problem, found) }
}

function agreement(problem: Problem, found: Float64Array): Pick<Fit, 'agreeing' | 'residual'> {
  const { fragments } = problem
  const nearest = new Float64Array(fragments.length).fill(9)
  for (const sighting of problem.sightings) {
    const rest = Math.abs(offBy(problem, sighting, found))
    if (rest < (nearest[sighting.fragment] ?? 0)) nearest[sighting.fragment] = rest
  }
  let [all, agreeing, squares] = [0, 0, 0]
  fragments.forEach(({ length }, f) => {
    all += length
    const rest = nearest[f] ?? 9
    if (rest > 1) return
    agreeing += length
    squares += length * rest * rest
  })
  return { agreeing: all > 0 ? agreeing / all : 0, residual: agreeing > 0 ? Math.sqrt(squares / agreeing) : 0 }
}

/** The largest displacement of a corner, in pixels. */
export function movedBy({ dx, dy, scale, turn }: Whole, width: number, height: number): number {
  const [x, y] = [(width - 1) / 2, (height - 1) / 2]
  let most = 0
  for (const sx of [-x, x])
    for (const sy of [-y, y]) {
      const mx = dx + (scale - 1) * sx - turn * sy
      const my = dy + (scale - 1) * sy + turn * sx
      most = Math.max(most, Math.sqrt(mx * mx + my * my))
    }
  return most
}
