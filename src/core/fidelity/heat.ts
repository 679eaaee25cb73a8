// The heat map: where the picture differs more than elsewhere, and its worst place.

import { type Grid, middleOf } from './grid.ts'

export type Heat = { readonly columns: number; readonly rows: number; readonly cells: Float32Array }

/** The weight of lines displaced together, relative to lost lines. */
const slipCounts = 0.3

/** The number of deviations that give half of the maximum heat. */
const half = 3

export function heatOf({ columns, rows }: Grid, lost: Float64Array, fresh: Float64Array, slips: Float64Array): Heat {
  const cells = Float32Array.from({ length: columns * rows }, (_, cell) => {
    const deviations = Math.max(0, lost[cell] ?? 0) + Math.max(0, fresh[cell] ?? 0) + slipCounts * (slips[cell] ?? 0)
    return deviations / (deviations + half)
  })
  return { columns, rows, cells }
}

/** The centre of the hottest cell; the centre of the picture where nothing is hot. */
export function hottest(grid: Grid, { cells }: Heat): { readonly x: number; readonly y: number } {
  let [place, most] = [-1, 0]
  cells.forEach((value, cell) => {
    if (value > most) [place, most] = [cell, value]
  })
  return place < 0 ? { x: grid.width / 2, y: grid.height / 2 } : middleOf(grid, place)
}
