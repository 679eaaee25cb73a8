// Finds lines of the result that the source does not have and that are not texture.

import { chainsOf } from './chains.ts'
import { type Slope, edgesOf, quantileOf } from './edges.ts'
import { type Fragment, fragmentsOf } from './fragments.ts'
import { type Grid, cellAt } from './grid.ts'
import type { Across } from './look-across.ts'
import { type Smooth, level } from './picture.ts'

export type NewLine = { readonly x: number; readonly y: number; readonly weight: number }

/** In px; within this distance of a line of the source, a line is not new. */
const near = 4
const shortest = 14

/** The share of a line's points that must be away from the source's lines. */
const freshFrom = 0.7

/** Marks the pixels near lines of the source, where a line is not new. */
export function nearLines(lines: Int32Array, width: number, height: number): Uint8Array {
  const covered = new Uint8Array(width * height)
  for (const at of lines) {
    const x = at % width
    const [left, right] = [Math.max(0, x - near), Math.min(width - 1, x + near)]
    for (let y = -near; y <= near; y++) {
      const row = at - x + y * width
      if (row >= 0 && row < covered.length) covered.fill(1, row + left, row + right + 1)
    }
  }
  return covered
}

/** How much the two sides of a fragment differ, in levels, at 3 to 8 px. Lines of a texture have the same colour on both sides. */
export function stepOf({ width, height, rgb }: Smooth, { x, y, nx, ny, length }: Fragment): number {
  let [r, g, b, count] = [0, 0, 0, 0]
  for (let along = -length / 2; along <= length / 2; along += 2)
    for (let out = 3; out <= 8; out++, count++)
      for (let sign = -1; sign <= 1; sign += 2) {
        const px = Math.min(width - 1, Math.max(0, Math.round(x - along * ny + sign * out * nx)))
        const py = Math.min(height - 1, Math.max(0, Math.round(y + along * nx + sign * out * ny)))
        const at = 3 * (py * width + px)
        r += sign * (rgb[at] ?? 0)
        g += sign * (rgb[at + 1] ?? 0)
        b += sign * (rgb[at + 2] ?? 0)
      }
  return Math.sqrt(r * r + g * g + b * b) / (count * level)
}

/** How the source's lines usually look in this picture. */
export type Usual = {
  /** Difference between the two sides, in levels. */
  readonly step: number
  /** Slope in levels per pixel. */
  readonly steep: number
}

/** Lower limits for both. */
const faint: Usual = { step: 3, steep: 1 }

function medianOf(values: Float32Array): number {
  return values.sort()[Math.floor(values.length / 2)] ?? 0
}

/** In px; within this distance a line of the source is still the same line. */
const beside = 2

export function usualOf(result: Smooth, fragments: readonly Fragment[], { size, reach }: Across): Usual {
  const steps = Float32Array.from(
    fragments.filter(({ length }) => length >= 10),
    (one) => stepOf(result, one),
  )
  const steeps = Float32Array.from(fragments, (_, f) => {
    let most = 0
    for (let off = -beside; off <= beside; off++) most = Math.max(most, size[f * (2 * reach + 1) + reach + off] ?? 0)
    return most
  })
  return { step: Math.max(faint.step, medianOf(steps)), steep: Math.max(faint.steep, medianOf(steeps)) }
}

/** The slope of a sharp edge between two colours, as a share of its step per pixel; the slope of a stroke is much larger. */
const sharpEdge = 0.35
const strokesFrom = 2
const strokesOver = 1

/** As a multiple of the usual slope at the source's lines: from here on a new stroke counts fully. */
const fullSteep = 1.2

/** 0 to 1: how far this look draws lines as strokes with the same colour on both sides; it then draws new lines in the same way. */
function strokesIn({ step, steep }: Usual): number {
  return Math.min(1, Math.max(0, (steep / (sharpEdge * step) - strokesFrom) / strokesOver))
}

/** As a multiple of the usual step at the source's lines: from here on a new line counts fully. */
const fullStep = 1.5

/** The slope of a sharp line is a third of its step per pixel; the edge of a shadow is much softer. */
const softest = 0.13
const sharpOver = 0.08

/** This number of other lines of the same direction nearby halves a line's weight, because a texture has many similar lines. */
const crowd = 6

export function newLinesOf(result: Smooth, slope: Slope, covered: Uint8Array, usual: Usual, grid: Grid): readonly NewLine[] {
  const least = Math.min(10, Math.max(1.5, 1.2 * quantileOf(slope, 0.8)))
  const edges = edgesOf(slope, least)
  const chains = chainsOf(edges, slope.width, least, 1.5 * least)
  const found = fragmentsOf(edges, chains).filter(({ from, to, length }) => {
    if (length < shortest) return false
    let fresh = 0
    for (let i = from; i < to; i++) fresh += covered[edges.pixel[chains.order[i] ?? 0] ?? 0] === 0 ? 1 : 0
    return fresh >= freshFrom * (to - from)
  })
  const others = parallels(found, grid)
  const strokes = strokesIn(usual)
  return found.map((line) => {
    const step = stepOf(result, line)
    const sharp = Math.min(1, Math.max(0, (line.steep / (step + 0.01) - softest) / sharpOver))
    const strength = Math.min(1, Math.max(step / (fullStep * usual.step), (strokes * line.steep) / (fullSteep * usual.steep)))
    return { x: line.x, y: line.y, weight: (line.length * sharp * strength) / (1 + others(line) / crowd) }
  })
}

/** Twelve directions over half a turn, computed without trigonometry. */
const directions = 12

function directionOf({ nx, ny }: Fragment): number {
  const along = ny < 0 || (ny === 0 && nx < 0) ? -nx : nx
  const part = along / (Math.abs(nx) + Math.abs(ny) || 1)
  return Math.min(directions - 1, Math.floor(((1 - part) / 2) * directions))
}

/** Counts the other lines of a similar direction within two cells. */
function parallels(lines: readonly Fragment[], grid: Grid): (line: Fragment) => number {
  const counts = new Int32Array(grid.columns * grid.rows * directions)
  for (const line of lines) {
    const at = cellAt(grid, line.x, line.y) * directions + directionOf(line)
    counts[at] = (counts[at] ?? 0) + 1
  }
  return (line) => {
    const [cell, direction] = [cellAt(grid, line.x, line.y), directionOf(line)]
    const [column, row] = [cell % grid.columns, Math.floor(cell / grid.columns)]
    let count = -1
    for (let y = Math.max(0, row - 2); y <= Math.min(grid.rows - 1, row + 2); y++)
      for (let x = Math.max(0, column - 2); x <= Math.min(grid.columns - 1, column + 2); x++)
        for (let turn = directions - 1; turn <= directions + 1; turn++)
          count += counts[(y * grid.columns + x) * directions + ((direction + turn) % directions)] ?? 0
    return count
  }
}
