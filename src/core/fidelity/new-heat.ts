// Finds where there are more new lines than the area's texture explains.

import { type Grid, cellAt } from './grid.ts'
import type { NewLine } from './new-lines.ts'
import { type Regions, areaAt, square } from './regions.ts'

/** Prior area in square px, and the share of the expected texture that comes from the area itself instead of the whole picture. */
const prior = 8000
const ownShare = 0.8

/** In square px; the texture of a smaller area is unreliable. */
const smallest = 500

/** What a cell contains of an area: its size in square px, and the weight of new lines in it. */
type Part = { readonly area: number; size: number; fresh: number }

function partOf(parts: Part[], area: number): Part {
  for (const part of parts) if (part.area === area) return part
  const part = { area, size: 0, fresh: 0 }
  parts.push(part)
  return part
}

function partsOf(grid: Grid, lines: readonly NewLine[], regions: Regions): readonly Part[][] {
  const parts = Array.from({ length: grid.columns * grid.rows }, (): Part[] => [])
  for (let at = 0; at < regions.area.length; at++) {
    const [x, y] = [square * ((at % regions.columns) + 0.5), square * (Math.floor(at / regions.columns) + 0.5)]
    partOf(parts[cellAt(grid, x, y)] ?? [], regions.area[at] ?? 0).size += square * square
  }
  for (const { x, y, weight } of lines) partOf(parts[cellAt(grid, x, y)] ?? [], areaAt(regions, x, y)).fresh += weight
  return parts
}

/** For each cell, by how many deviations its window has more new lines than its areas have elsewhere. */
export function newHeat(grid: Grid, lines: readonly NewLine[], regions: Regions): Float64Array {
  const parts = partsOf(grid, lines, regions)
  const [size, fresh] = [new Float64Array(regions.count), new Float64Array(regions.count)]
  const [sizeHere, freshHere] = [new Float64Array(regions.count), new Float64Array(regions.count)]
  const add = (to: Float64Array, area: number, value: number): void => void (to[area] = (to[area] ?? 0) + value)
  for (const cell of parts)
    for (const one of cell) {
      add(size, one.area, one.size)
      add(fresh, one.area, one.fresh)
    }
  const everywhere = fresh.reduce((sum, one) => sum + one, 0) / (grid.width * grid.height)
  return Float64Array.from(grid.windows, ({ cells, shares }) => {
    let found = 0
    cells.forEach((other, i) => {
      for (const one of parts[other] ?? []) {
        add(sizeHere, one.area, one.size)
        add(freshHere, one.area, one.fresh)
        found += (shares[i] ?? 0) * one.fresh
      }
    })
    let usual = 0
    cells.forEach((other, i) => {
      for (const { area, size: part } of parts[other] ?? []) {
        const own = (fresh[area] ?? 0) / ((size[area] ?? 0) + smallest)
        const rest = (fresh[area] ?? 0) - (freshHere[area] ?? 0) + prior * (ownShare * own + (1 - ownShare) * everywhere)
        usual += ((shares[i] ?? 0) * part * rest) / ((size[area] ?? 0) - (sizeHere[area] ?? 0) + prior)
      }
    })
    for (const other of cells) for (const { area } of parts[other] ?? []) sizeHere[area] = freshHere[area] = 0
    return (found - usual) / Math.sqrt(16 * usual + 200)
  })
}
