// Finds things that are slightly displaced. For each single piece of a line a few pixels hardly count, but all pieces of the thing agree, and the
// rest of the picture does not.

import { type Findings, sureness } from './findings.ts'
import type { Fragment } from './fragments.ts'
import { type Grid, cellAt } from './grid.ts'
import type { Across } from './look-across.ts'
import { peakAt } from './sightings.ts'

/** In px to each side: how far the nearest similar line is searched for. */
const reach = 20

/** The preference for a nearer line, per px. */
const farther = 0.03

/** In px: the usual displacement of lines where nothing is wrong, and the limit above which a larger one counts the same. */
const usual = 0.35
const most = 3

/** Prior weights: for the usual displacement in the picture, and for no displacement in a window. */
const prior = 400
const stillness = 24

type Seen = { readonly off: number; readonly weight: number }

function nearestOf({ size, evidence, reach: all }: Across, f: number, { weight }: Fragment): Seen {
  let [best, off] = [0, 0]
  for (let o = all - reach, at = f * (2 * all + 1) + o; o <= all + reach; o++, at++) {
    const [before, here, after] = [size[at - 1] ?? 0, size[at] ?? 0, size[at + 1] ?? 0]
    if (here < before || here <= after) continue
    const offset = o - all + peakAt(before, here, after)
    const sure = (evidence[at] ?? 0) * (1 - farther * Math.abs(offset))
    if (sure > best) [best, off] = [sure, offset]
  }
  return { off: Math.max(-most, Math.min(most, off)), weight: weight * sureness(best) }
}

/** The number of sums to which a displacement of lines is fitted: products of normals, and of normals and offsets. */
const sums = 5

function add(to: Float64Array, at: number, value: number): void {
  to[at] = (to[at] ?? 0) + value
}

/** How much of the offsets a common displacement explains: least squares, damped by `stillness`. */
function explained([xx = 0, xy = 0, yy = 0, x = 0, y = 0]: Float64Array): number {
  const [across, down] = [xx + stillness, yy + stillness]
  return (x * (down * x - xy * y) + y * (across * y - xy * x)) / (across * down - xy * xy)
}

/** For each cell, by how many deviations the lines of its window are displaced together. */
export function slipsOf(grid: Grid, fragments: readonly Fragment[], across: Across, { seen }: Findings): Float64Array {
  const cells = new Float64Array(grid.columns * grid.rows * sums)
  let [all, squares] = [prior, prior * usual * usual]
  fragments.forEach((fragment, f) => {
    if (seen[f] === 0) return
    const { off, weight } = nearestOf(across, f, fragment)
    const { x, y, nx, ny } = fragment
    const at = cellAt(grid, x, y) * sums
    add(cells, at, weight * nx * nx)
    add(cells, at + 1, weight * nx * ny)
    add(cells, at + 2, weight * ny * ny)
    add(cells, at + 3, weight * nx * off)
    add(cells, at + 4, weight * ny * off)
    all += weight
    squares += weight * off * off
  })
  const variance = squares / all + usual * usual
  const window = new Float64Array(sums)
  return Float64Array.from(grid.windows, ({ cells: around, shares }) => {
    window.fill(0)
    around.forEach((cell, i) => {
      for (let k = 0; k < sums; k++) add(window, k, (shares[i] ?? 0) * (cells[cell * sums + k] ?? 0))
    })
    return Math.sqrt(Math.max(0, explained(window)) / (16 * variance))
  })
}
