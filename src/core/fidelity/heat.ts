// Where the picture differs more than it does elsewhere: a map of cells, and its worst place.

import { type Grid, middleOf } from './grid.ts'

export type Heat = { readonly columns: number; readonly rows: number; readonly cells: Float32Array }
export type Worst = { readonly x: number; readonly y: number; readonly score: number }

/** So many deviations are half of the heat. */
const half = 3

export function heatOf(grid: Grid, lost: Float64Array, fresh: Float64Array): { readonly heat: Heat; readonly worst: Worst } {
  const { columns, rows } = grid
  const cells = new Float32Array(columns * rows)
  let [worst, score] = [-1, 0]
  for (let cell = 0; cell < cells.length; cell++) {
    const z = Math.max(0, lost[cell] ?? 0) + Math.max(0, fresh[cell] ?? 0)
    cells[cell] = z / (z + half)
    if (z > score) [worst, score] = [cell, z]
  }
  const place = worst < 0 ? { x: grid.width / 2, y: grid.height / 2 } : middleOf(grid, worst)
  return { heat: { columns, rows, cells }, worst: { ...place, score } }
}
