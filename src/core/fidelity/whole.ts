// Fits the movement of the whole picture: the shift, scale and turn that map the source's lines onto those of the result.

import type { Fragment } from './fragments.ts'
import type { Across } from './look-across.ts'
import { type Problem, type Sighting, sightingsOf } from './sightings.ts'
import { solve } from './solve.ts'
import { type Lever, startOf } from './votes.ts'

/** Maps a point of the source, relative to the centre, to the result: scaled and turned about the centre, then shifted. */
export type Whole = {
  readonly dx: number
  readonly dy: number
  readonly scale: number
  /** In radians, in small-angle approximation; positive is clockwise. */
  readonly turn: number
}

export const identity: Whole = { dx: 0, dy: 0, scale: 1, turn: 0 }

export type Fit = {
  readonly whole: Whole
  /** The share of the lines' length that lies within a pixel of where the fit predicts it. */
  readonly agreeing: number
  /** In px: the root mean square error of the agreeing lines. */
  readonly residual: number
  /** In px at the corners: the difference between a coarse and a fine estimate. */
  readonly apart: number
  /** In px at the corners: the standard deviation to expect from the residual. */
  readonly deviation: number
}

function leverOf(x: number, y: number, nx: number, ny: number): Lever {
  return [nx, ny, nx * x + ny * y, ny * x - nx * y]
}

/**
 * Widths of the biweight, in px. The wide ones include both sides of a stroke, which lie symmetrically around its place. Narrow ones are exact where
 * lines are edges, but confuse the two sides where they are strokes.
 */
const wide = [6, 4.5, 3.5, 3, 3, 3]
const narrow = [2, 1.5, 1.2, 1.2]

/** In px at the corners: the largest difference between both widths if both are right. */
const agreeWithin = 0.6

const none: Lever = [0, 0, 0, 0]

function offBy({ levers }: Problem, { fragment, offset }: Sighting, by: Float64Array): number {
  const row = levers[fragment] ?? none
  return offset - row[0] * (by[0] ?? 0) - row[1] * (by[1] ?? 0) - row[2] * (by[2] ?? 0) - row[3] * (by[3] ?? 0)
}

/** The normal equations of the sightings within `width` of an estimate; each row ends with its right-hand side. */
function equations(problem: Problem, estimate: Float64Array, width: number): Float64Array[] {
  const rows = [0, 1, 2, 3].map((i) => Float64Array.from({ length: 5 }, (_, k) => (i === k ? 1 : 0)))
  for (const sighting of problem.sightings) {
    const part = offBy(problem, sighting, estimate) / width
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
  return rows
}

/** Iteratively reweighted least squares. */
function refined(problem: Problem, from: Float64Array, widths: readonly number[]): Float64Array {
  return widths.reduce((found, width) => solve(equations(problem, found, width)), from)
}

/** Length of line in px that counts as one independent measurement, because neighbouring points see the same pixels. */
const independent = 40

/** The uncertainty of a corner, in the worse of the two directions. */
function deviationOf(problem: Problem, found: Float64Array, residual: number, corners: readonly Lever[]): number {
  let most = 0
  for (const corner of corners) {
    const rows = equations(problem, found, 1.2).map((row, i) => row.map((value, k) => (k === 4 ? (corner[i] ?? 0) : value)))
    const answer = solve(rows)
    let variance = 0
    for (let i = 0; i < 4; i++) variance += (answer[i] ?? 0) * (corner[i] ?? 0)
    most = Math.max(most, variance)
  }
  return residual * Math.sqrt(most * independent)
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

export function fitWhole(fragments: readonly Fragment[], across: Across, width: number, height: number): Fit {
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2]
  const radius = Math.sqrt(middleX * middleX + middleY * middleY) || 1
  const levers = fragments.map(({ x, y, nx, ny }) => leverOf((x - middleX) / radius, (y - middleY) / radius, nx, ny))
  const problem = { fragments, levers, sightings: sightingsOf(fragments.length, across) }
  const [across1, down1] = [middleX / radius, middleY / radius]
  const corners = [-1, 1].flatMap((side) => [leverOf(side * across1, down1, 1, 0), leverOf(side * across1, down1, 0, 1)])
  const wholeOf = ([dx = 0, dy = 0, grown = 0, turned = 0]: Float64Array): Whole => ({
    dx,
    dy,
    scale: 1 + grown / radius,
    turn: turned / radius,
  })
  const fitFrom = (from: Float64Array, widths: readonly number[]): Fit => {
    const rough = refined(problem, from, widths)
    const exact = refined(problem, rough, narrow)
    const apart = movedBy(wholeOf(exact.map((value, i) => value - (rough[i] ?? 0))), width, height)
    const found = apart < agreeWithin ? exact : rough
    const agreed = agreement(problem, found)
    return { whole: wholeOf(found), apart, ...agreed, deviation: deviationOf(problem, found, agreed.residual, corners) }
  }
  const near = fitFrom(new Float64Array(4), wide)
  if (near.agreeing >= settled && near.apart < agreeWithin) return near
  const start = startOf(fragments, levers, across)
  if (start.every((value) => value === 0)) return near
  const far = fitFrom(start, wide)
  return far.agreeing > near.agreeing + clearlyMore && far.apart < agreeWithin ? far : near
}

/** At this agreement nothing better is searched for; a fit found far away must agree by this much more. */
const settled = 0.75
const clearlyMore = 0.12

/** The largest displacement of a corner, in px. */
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
