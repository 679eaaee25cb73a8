// The whole picture: by what shift, scale and turn the lines of the source lie on those of the result.

import type { Fragment } from './fragments.ts'
import { type Across, offsets, reach } from './look-across.ts'
import { peakAt } from './findings.ts'

/** Where a point of the source, measured from the middle, lies in the result: scaled and turned about the middle, then shifted. */
export type Whole = {
  readonly dx: number
  readonly dy: number
  readonly scale: number
  /** Radians, as far as a small turn is its own sine: right in the picture turns down. */
  readonly turn: number
}

export const identity: Whole = { dx: 0, dy: 0, scale: 1, turn: 0 }

/** Where each fragment may be in the result: the local maxima of its evidence. */
type Sighting = { readonly fragment: number; readonly offset: number; readonly evidence: number }

const leastEvidence = 0.22

function sightingsOf(count: number, { evidence }: Across): readonly Sighting[] {
  const all: Sighting[] = []
  for (let f = 0; f < count; f++)
    for (let o = 1, at = f * offsets + 1; o + 1 < offsets; o++, at++) {
      const here = evidence[at] ?? 0
      const [before, after] = [evidence[at - 1] ?? 0, evidence[at + 1] ?? 0]
      if (here < leastEvidence || here < before || here < after) continue
      all.push({ fragment: f, offset: o - reach + 1 + peakAt(before, here, after), evidence: here })
    }
  return all
}

/** Solves a small system of equations, given row by row with its right side; changes it. */
function solve(rows: Float64Array[], size: number): Float64Array {
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0
  for (let i = 0; i < size; i++) {
    let pivot = i
    for (let row = i + 1; row < size; row++) if (Math.abs(at(row, i)) > Math.abs(at(pivot, i))) pivot = row
    const [one, other] = [rows[i], rows[pivot]]
    if (one === undefined || other === undefined) break
    rows[i] = other
    rows[pivot] = one
    for (let row = i + 1; row < size; row++) {
      const factor = at(row, i) / at(i, i)
      const target = rows[row]
      if (target === undefined) break
      for (let column = i; column <= size; column++) target[column] = at(row, column) - factor * at(i, column)
    }
  }
  const found = new Float64Array(size)
  for (let i = size - 1; i >= 0; i--) {
    let sum = at(i, size)
    for (let column = i + 1; column < size; column++) sum -= at(i, column) * (found[column] ?? 0)
    found[i] = sum / at(i, i)
  }
  return found
}

export type Fit = {
  readonly whole: Whole
  /** The share of the fragments' weight that lies within a pixel and a half of where the fit has it. */
  readonly agreeing: number
  /** Pixels: the root of the mean square of what the agreeing ones are off. */
  readonly residual: number
}

const widths = [6, 6, 4, 3, 2, 1.5, 1.5, 1.5]

/** How a fragment's offset changes with shift across, shift down, scale, turn; the last two in pixels at `radius` from the middle. */
function lever({ x, y, nx, ny }: Fragment, middleX: number, middleY: number, radius: number): readonly [number, number, number, number] {
  const [rx, ry] = [(x - middleX) / radius, (y - middleY) / radius]
  return [nx, ny, nx * rx + ny * ry, ny * rx - nx * ry]
}

export function fitWhole(fragments: readonly Fragment[], across: Across, width: number, height: number): Fit {
  const sightings = sightingsOf(fragments.length, across)
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2]
  const radius = Math.sqrt(middleX * middleX + middleY * middleY) || 1
  const levers = fragments.map((one) => lever(one, middleX, middleY, radius))
  let found = new Float64Array(4)
  const off = (sighting: Sighting, by: Float64Array): number => {
    const row = levers[sighting.fragment] ?? [0, 0, 0, 0]
    return sighting.offset - row[0] * (by[0] ?? 0) - row[1] * (by[1] ?? 0) - row[2] * (by[2] ?? 0) - row[3] * (by[3] ?? 0)
  }
  for (const limit of widths) {
    const rows = [0, 1, 2, 3].map((i) => new Float64Array(5).fill(0).map((_, k) => (i === k ? 1 : 0)))
    for (const sighting of sightings) {
      const part = off(sighting, found) / limit
      if (part >= 1 || part <= -1) continue
      const bi = 1 - part * part
      const weight = bi * bi * sighting.evidence * (fragments[sighting.fragment]?.weight ?? 0)
      const row = levers[sighting.fragment] ?? [0, 0, 0, 0]
      for (let i = 0; i < 4; i++) {
        const target = rows[i]
        if (target === undefined) continue
        for (let k = 0; k < 4; k++) target[k] = (target[k] ?? 0) + weight * (row[i] ?? 0) * (row[k] ?? 0)
        target[4] = (target[4] ?? 0) + weight * (row[i] ?? 0) * sighting.offset
      }
    }
    found = new Float64Array(solve(rows, 4))
  }
  let [agreeing, squares] = [0, 0]
  for (const sighting of sightings) {
    const rest = off(sighting, found)
    const weight = fragments[sighting.fragment]?.weight ?? 0
    if (Math.abs(rest) > 1.5) continue
    agreeing += weight
    squares += weight * rest * rest
  }
  const all = fragments.reduce((sum, one) => sum + one.weight, 0)
  const [dx = 0, dy = 0, grown = 0, turned = 0] = found
  return {
    whole: { dx, dy, scale: 1 + grown / radius, turn: turned / radius },
    agreeing: all > 0 ? agreeing / all : 0,
    residual: agreeing > 0 ? Math.sqrt(squares / agreeing) : 0,
  }
}

/** The largest displacement of a corner, in pixels. */
export function movedBy({ dx, dy, scale, turn }: Whole, width: number, height: number): number {
  const [x, y] = [(width - 1) / 2, (height - 1) / 2]
  let most = 0
  for (const [sx, sy] of [
    [-x, -y],
    [x, -y],
    [-x, y],
    [x, y],
  ] as const) {
    const mx = dx + (scale - 1) * sx - turn * sy
    const my = dy + (scale - 1) * sy + turn * sx
    most = Math.max(most, Math.sqrt(mx * mx + my * my))
  }
  return most
}
