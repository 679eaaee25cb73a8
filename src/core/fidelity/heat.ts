// Where the picture differs more than it does elsewhere: a map of cells, and its worst place.

import { type Grid, middleOf } from './grid.ts'

export type Heat = { readonly columns: number; readonly rows: number; readonly cells: Float32Array }

/** What lies off together counts so much for a line that is lost. */
const slipCounts = 0.3

/** So many deviations are half of the heat. */
const half = 3

export function heatOf({ columns, rows }: Grid, lost: Float64Array, fresh: Float64Array, slips: Float64Array): Heat {
  const cells = Float32Array.from({ length: columns * rows }, (_, cell) => {
    const deviations = Math.max(0, lost[cell] ?? 0) + Math.max(0, fresh[cell] ?? 0) + slipCounts * (slips[cell] ?? 0)
    return deviations / (deviations + half)
  })
  return { columns, rows, cells }
}

/** The middle of the hottest cell; of the picture where nothing is hot. */
export function hottest(grid: Grid, { cells }: Heat): { readonly x: number; readonly y: number } {
  let [place, most] = [-1, 0]
  cells.forEach((value, cell) => {
    if (value > most) [place, most] = [cell, value]
  })
  return place < 0 ? { x: grid.width / 2, y: grid.height / 2 } : middleOf(grid, place)
}
