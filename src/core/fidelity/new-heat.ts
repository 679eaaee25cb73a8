// Where there are more new lines than the texture of the area explains.

import { type Grid, type Sums, addTo, around, cellAt } from './grid.ts'
import type { NewLine } from './new-lines.ts'
import { type Regions, areaAt, square } from './regions.ts'

/** Square pixels of an area that count before any was seen, and how much of their texture is the area's own rather than everybody's. */
const prior = 8000
const ownShare = 0.8

/** For each cell by how many deviations its window has more new lines than its areas have elsewhere. */
export function newHeat(grid: Grid, lines: readonly NewLine[], regions: Regions): Float64Array {
  const cells = grid.columns * grid.rows
  const [sizes, news] = [0, 1].map(() => Array.from({ length: cells }, (): Sums => new Map())) as [Sums[], Sums[]]
  const [areaSize, areaNew] = [new Float64Array(regions.count), new Float64Array(regions.count)]
  regions.area.forEach((area, at) => {
    const [x, y] = [square * ((at % regions.columns) + 0.5), square * (Math.floor(at / regions.columns) + 0.5)]
    addTo(sizes[cellAt(grid, x, y)] ?? new Map(), area, square * square)
    areaSize[area] = (areaSize[area] ?? 0) + square * square
  })
  let total = 0
  for (const { x, y, weight } of lines) {
    const area = areaAt(regions, x, y)
    addTo(news[cellAt(grid, x, y)] ?? new Map(), area, weight)
    areaNew[area] = (areaNew[area] ?? 0) + weight
    total += weight
  }
  const everywhere = total / (grid.width * grid.height)
  return Float64Array.from({ length: cells }, (_, cell) => {
    const [size, fresh, sizeAround, newAround]: [Sums, Sums, Sums, Sums] = [new Map(), new Map(), new Map(), new Map()]
    around(grid, cell, (other, share) => {
      for (const [area, value] of sizes[other] ?? []) {
        addTo(sizeAround, area, value)
        if (share > 0) addTo(size, area, share * value)
      }
      for (const [area, value] of news[other] ?? []) {
        addTo(newAround, area, value)
        if (share > 0) addTo(fresh, area, share * value)
      }
    })
    let [found, usual] = [0, 0]
    for (const value of fresh.values()) found += value
    if (found === 0) return 0
    for (const [area, value] of size) {
      const own = (areaNew[area] ?? 0) / ((areaSize[area] ?? 0) + 500)
      const rest = (areaNew[area] ?? 0) - (newAround.get(area) ?? 0) + prior * (ownShare * own + (1 - ownShare) * everywhere)
      usual += (value * rest) / ((areaSize[area] ?? 0) - (sizeAround.get(area) ?? 0) + prior)
    }
    return (found - usual) / Math.sqrt(16 * usual + 400)
  })
}
