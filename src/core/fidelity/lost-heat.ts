// Finds where more of the source's lines are lost than the look explains.

import type { Findings } from './findings.ts'
import type { Fragment } from './fragments.ts'
import { type Grid, cellAt } from './grid.ts'

/** The additional weight of a lost line that was clearly found elsewhere. */
const elsewhere = 0.4

/** Prior weights for the usual loss: of lines of the same kind, and of all lines. */
const kindPrior = 400
const basePrior = 500

/** The share of lines that a look usually loses. */
const usualLoss = 0.15

/** Weights of lines and how much of them is lost, by kind and in total. */
type Tally = { readonly weight: Float64Array; readonly lost: Float64Array; allWeight: number; allLost: number }

function tallyOf(kinds: number): Tally {
  return { weight: new Float64Array(kinds), lost: new Float64Array(kinds), allWeight: 0, allLost: 0 }
}

function count(to: Tally, kind: number, weight: number, lost: number): void {
  to.weight[kind] = (to.weight[kind] ?? 0) + weight
  to.lost[kind] = (to.lost[kind] ?? 0) + lost
  to.allWeight += weight
  to.allLost += lost
}

function expected(lost: number, weight: number, prior: number, before: number): number {
  return Math.min(1, Math.max(0, (lost + prior * before) / (weight + prior)))
}

/**
 * For each cell, by how many deviations its window has lost more than lines of the same kind have elsewhere. What all lines of a kind lack is an
 * effect of the look.
 */
export function lostHeat(
  grid: Grid,
  fragments: readonly Fragment[],
  kinds: readonly number[],
  { kept, moved, seen }: Findings,
): Float64Array {
  const losses = Float64Array.from(fragments, (_, f) => (1 - (kept[f] ?? 0)) * (1 + elsewhere * (moved[f] ?? 0)))
  const members = Array.from({ length: grid.columns * grid.rows }, (): number[] => [])
  const most = kinds.reduce((largest, kind) => Math.max(largest, kind), 0) + 1
  const everywhere = tallyOf(most)
  const weightOf = (f: number): number => fragments[f]?.weight ?? 0
  fragments.forEach(({ x, y, weight }, f) => {
    if (seen[f] === 0) return
    members[cellAt(grid, x, y)]?.push(f)
    count(everywhere, kinds[f] ?? 0, weight, weight * (losses[f] ?? 0))
  })
  const here = tallyOf(most)
  return Float64Array.from(grid.windows, ({ cells, shares }) => {
    for (const other of cells) for (const f of members[other] ?? []) count(here, kinds[f] ?? 0, weightOf(f), weightOf(f) * (losses[f] ?? 0))
    const base = expected(everywhere.allLost - here.allLost, everywhere.allWeight - here.allWeight, basePrior, usualLoss)
    let [total, excess, spread] = [0, 0, 0]
    cells.forEach((other, i) => {
      for (const f of members[other] ?? []) {
        const kind = kinds[f] ?? 0
        const rest = (everywhere.weight[kind] ?? 0) - (here.weight[kind] ?? 0)
        const usual = expected((everywhere.lost[kind] ?? 0) - (here.lost[kind] ?? 0), rest, kindPrior, base)
        const weight = (shares[i] ?? 0) * weightOf(f)
        total += weight
        excess += weight * ((losses[f] ?? 0) - usual)
        spread += weight * usual * (1 - usual)
      }
    })
    for (const other of cells) for (const f of members[other] ?? []) here.weight[kinds[f] ?? 0] = here.lost[kinds[f] ?? 0] = 0
    here.allWeight = here.allLost = 0
    return excess / Math.sqrt(16 * spread + 14 * total + 120)
  })
}
