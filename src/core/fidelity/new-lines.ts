// Lines of the result that the source lacks, and that are no texture.

import { chainsOf } from './chains.ts'
import { type Edges, edgesOf, quantileOf, type Slope } from './edges.ts'
import { type Fragment, fragmentsOf } from './fragments.ts'
import { type Smooth, level } from './picture.ts'

export type NewLine = { readonly x: number; readonly y: number; readonly weight: number }

/** Pixels around a line of the source in which a line is not new. */
const near = 4
const shortest = 10

/** Where the source has lines, that many pixels around each. */
export function nearLines({ count, pixel }: Edges, width: number, height: number): Uint8Array {
  const covered = new Uint8Array(width * height)
  for (let i = 0; i < count; i++) {
    const at = pixel[i] ?? 0
    for (let dy = -near; dy <= near; dy++) {
      const start = at + dy * width - near
      if (start >= 0 && start + 2 * near < covered.length) covered.fill(1, start, start + 2 * near + 1)
    }
  }
  return covered
}

/** How much the two sides of a fragment differ, in levels: lines of a texture have the same colour on both. */
function stepOf({ width, height, rgb }: Smooth, { x, y, nx, ny, length }: Fragment): number {
  const sums = new Float64Array(6)
  let count = 0
  for (let along = -length / 2; along <= length / 2; along += 2)
    for (let out = 3; out <= 8; out++, count++)
      for (let side = 0; side < 2; side++) {
        const sign = side === 0 ? out : -out
        const px = Math.min(width - 1, Math.max(0, Math.round(x - along * ny + sign * nx)))
        const py = Math.min(height - 1, Math.max(0, Math.round(y + along * nx + sign * ny)))
        for (let k = 0; k < 3; k++) sums[3 * side + k] = (sums[3 * side + k] ?? 0) + (rgb[3 * (py * width + px) + k] ?? 0)
      }
  let squares = 0
  for (let k = 0; k < 3; k++) squares += ((sums[k] ?? 0) - (sums[3 + k] ?? 0)) ** 2
  return Math.sqrt(squares) / count / level
}

/** Levels: a step that is certainly one of two things, not of one thing's texture. */
const certainStep = 24

export function newLinesOf(result: Smooth, slope: Slope, covered: Uint8Array): readonly NewLine[] {
  const least = Math.min(10, Math.max(1.5, 1.2 * quantileOf(slope, 0.8)))
  const edges = edgesOf(slope, least)
  const chains = chainsOf(edges, slope.width, 1.5 * least)
  const found: { line: Fragment; step: number }[] = []
  for (const line of fragmentsOf(edges, chains)) {
    if (line.length < shortest) continue
    let fresh = 0
    for (let i = line.from; i < line.to; i++) fresh += covered[edges.pixel[chains.order[i] ?? 0] ?? 0] === 0 ? 1 : 0
    if (fresh < 0.7 * (line.to - line.from)) continue
    found.push({ line, step: stepOf(result, line) })
  }
  return found.map(({ line, step }) => ({
    x: line.x,
    y: line.y,
    weight: (line.length * Math.min(1, step / certainStep)) / (1 + parallelTo(line, found) / 8),
  }))
}

/** How many others of its direction are around. */
function parallelTo({ x, y, nx, ny }: Fragment, others: readonly { readonly line: Fragment }[]): number {
  let count = 0
  for (const { line } of others)
    if (Math.abs(line.x - x) < 60 && Math.abs(line.y - y) < 60 && Math.abs(line.nx * nx + line.ny * ny) > 0.95) count++
  return count - 1
}
