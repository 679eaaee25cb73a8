// Where more of the source's lines are lost than the look explains.

import type { Findings } from './findings.ts'
import type { Fragment } from './fragments.ts'
import { type Grid, type Sums, addTo, around, cellAt } from './grid.ts'

/** How much more a line counts that was found elsewhere with certainty. */
const elsewhere = 0.4

/** Weight of lines elsewhere that count before any was seen: of those of a kind, and of all. */
const kindPrior = 400
const basePrior = 500

/** Of all lines, what a look usually loses. */
const usualLoss = 0.15

type Tally = { readonly weight: Sums; readonly lost: Sums; allWeight: number; allLost: number }

/**
 * For each cell by how many deviations its window has lost more than lines of the same kind have elsewhere: what all of a kind lack is
 * the look's doing.
 */
export function lostHeat(
  grid: Grid,
  fragments: readonly Fragment[],
  kinds: readonly number[],
  { kept, moved, seen }: Findings,
): Float64Array {
  const losses = fragments.map((_, f) => (1 - (kept[f] ?? 0)) * (1 + elsewhere * (moved[f] ?? 0)))
  const members = Array.from({ length: grid.columns * grid.rows }, (): number[] => [])
  const everywhere = tally()
  fragments.forEach(({ x, y, weight }, f) => {
    if (seen[f] === 0) return
    members[cellAt(grid, x, y)]?.push(f)
    count(everywhere, kinds[f] ?? 0, weight, losses[f] ?? 0)
  })
  return Float64Array.from(members, (_, cell) => {
    const [here, inside]: [Tally, [number, number][]] = [tally(), []]
    around(grid, cell, (other, share) => {
      for (const f of members[other] ?? []) {
        count(here, kinds[f] ?? 0, fragments[f]?.weight ?? 0, losses[f] ?? 0)
        if (share > 0) inside.push([f, share])
      }
    })
    const base = expected(everywhere.allLost - here.allLost, everywhere.allWeight - here.allWeight, basePrior, usualLoss)
    let [total, excess, spread] = [0, 0, 0]
    for (const [f, share] of inside) {
      const kind = kinds[f] ?? 0
      const rest = (sums: keyof Pick<Tally, 'weight' | 'lost'>): number => (everywhere[sums].get(kind) ?? 0) - (here[sums].get(kind) ?? 0)
      const usual = expected(rest('lost'), rest('weight'), kindPrior, base)
      const weight = share * (fragments[f]?.weight ?? 0)
      total += weight
      excess += weight * ((losses[f] ?? 0) - usual)
      spread += weight * usual * (1 - usual)
    }
    return excess / Math.sqrt(16 * spread + 14 * total + 120)
  })
}

function tally(): Tally {
  return { weight: new Map(), lost: new Map(), allWeight: 0, allLost: 0 }
}

function count(to: Tally, kind: number, weight: number, loss: number): void {
  addTo(to.weight, kind, weight)
  addTo(to.lost, kind, weight * loss)
  to.allWeight += weight
  to.allLost += weight * loss
}

function expected(lost: number, weight: number, prior: number, before: number): number {
  return Math.min(1, Math.max(0, (lost + prior * before) / (weight + prior)))
}
