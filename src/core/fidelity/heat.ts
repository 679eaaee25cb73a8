// Where the picture differs more than it does elsewhere: a map of cells, and its worst place.

import type { Findings } from './findings.ts'
import type { Fragment } from './fragments.ts'
import type { NewLine } from './new-lines.ts'

export type Heat = { readonly columns: number; readonly rows: number; readonly cells: Float32Array }
export type Worst = { readonly x: number; readonly y: number; readonly score: number }

const cellSize = 25

/** What lies around a cell counts for it as well, but less. */
const neighbourShare = 0.6

function windowed(values: Float64Array, columns: number, rows: number): Float64Array {
  const sums = new Float64Array(values.length)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let sum = 0
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) {
          const [x, y] = [column + dx, row + dy]
          if (x < 0 || y < 0 || x >= columns || y >= rows) continue
          sum += (dx === 0 && dy === 0 ? 1 : neighbourShare) * (values[y * columns + x] ?? 0)
        }
      sums[row * columns + column] = sum
    }
  return sums
}

export function heatOf(
  width: number,
  height: number,
  fragments: readonly Fragment[],
  findings: Findings,
  lines: readonly NewLine[],
): { readonly heat: Heat; readonly worst: Worst } {
  const [columns, rows] = [Math.max(1, Math.ceil(width / cellSize)), Math.max(1, Math.ceil(height / cellSize))]
  const cellAt = (x: number, y: number): number =>
    Math.min(rows - 1, Math.floor((y * rows) / height)) * columns + Math.min(columns - 1, Math.floor((x * columns) / width))
  const [total, missing, fresh] = [0, 1, 2].map(() => new Float64Array(columns * rows)) as [Float64Array, Float64Array, Float64Array]
  let [all, lost] = [0, 0]
  fragments.forEach(({ x, y, weight }, f) => {
    if (findings.seen[f] === 0) return
    const gone = weight * (1 - (findings.kept[f] ?? 0)) * (1 + 0.4 * (findings.moved[f] ?? 0))
    const cell = cellAt(x, y)
    total[cell] = (total[cell] ?? 0) + weight
    missing[cell] = (missing[cell] ?? 0) + gone
    all += weight
    lost += gone
  })
  for (const { x, y, weight } of lines) fresh[cellAt(x, y)] = (fresh[cellAt(x, y)] ?? 0) + weight
  const [totals, losses, news] = [windowed(total, columns, rows), windowed(missing, columns, rows), windowed(fresh, columns, rows)]
  const base = all > 0 ? Math.min(1, lost / all) : 0
  const usualNew = Float64Array.from(news).sort()[Math.floor(0.92 * news.length)] ?? 0
  const cells = new Float32Array(columns * rows)
  let worst: Worst = { x: width / 2, y: height / 2, score: 0 }
  for (let cell = 0; cell < cells.length; cell++) {
    const of = totals[cell] ?? 0
    const lostZ = ((losses[cell] ?? 0) - base * of) / Math.sqrt(base * (1 - base) * of * 16 + 14 * of + 120)
    const newZ = ((news[cell] ?? 0) - usualNew) / Math.sqrt(usualNew * 16 + 400)
    const z = Math.max(0, lostZ) + Math.max(0, newZ)
    cells[cell] = z / (z + 3)
    if (z <= worst.score) continue
    worst = { x: (((cell % columns) + 0.5) * width) / columns, y: ((Math.floor(cell / columns) + 0.5) * height) / rows, score: z }
  }
  return { heat: { columns, rows, cells }, worst }
}
