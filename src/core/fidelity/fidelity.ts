// The geometry meter (DESIGN §11): which of the source's lines are in place in the result, which moved or are gone, and which are new. Uses only + −
// × ÷ and square roots, so that the result is the same on every machine.

import { alarmOf } from './alarm.ts'
import { certainWhole, isCertain } from './certain.ts'
import { type Findings, findingsOf } from './findings.ts'
import { type Grid, gridOf } from './grid.ts'
import { type Heat, heatOf, hottest } from './heat.ts'
import { lookAcross } from './look-across.ts'
import { lostHeat } from './lost-heat.ts'
import { newHeat } from './new-heat.ts'
import { type NewLine, nearLines, newLinesOf, usualOf } from './new-lines.ts'
import { slopeOf } from './edges.ts'
import { type Flip, type Picture, flipFor, smoothOf } from './picture.ts'
import { regionsOf } from './regions.ts'
import { slipsOf } from './slips.ts'
import { type Place, type SourceLines, readSource } from './source-lines.ts'
import { type Whole, fitWhole, identity, movedBy } from './whole.ts'

/** In px to each side: how far a line is searched for. */
const reach = 25

export type Fidelity = {
  /** The share of the source's lines that are in place, 0 to 1. */
  readonly kept: number
  /** New lines, as a share of the source's and the new lines together, 0 to 1. */
  readonly added: number
  /** The largest displacement of a corner caused by moving the whole, in px, as far as it is certain. */
  readonly movedBy: number
  /** The movement of the whole, for laying it back; the identity where it is not certain. */
  readonly whole: Whole
  /** The share of the lines where the result is too dark to measure. */
  readonly unseen: number
  /** The centre of the worst place, and how much it stands out; 0 means no more than the rest. */
  readonly worst: { readonly x: number; readonly y: number; readonly score: number }
  readonly heat: Heat
}

function isSame(one: Picture, other: Picture): boolean {
  for (let i = 0; i < one.data.length; i++) if (one.data[i] !== other.data[i]) return false
  return true
}

function flipped(fidelity: Fidelity, { width, height }: Picture, { across, down }: Flip): Fidelity {
  const { whole, worst, heat } = fidelity
  const { columns, rows, cells } = heat
  const turned = new Float32Array(cells.length)
  for (let row = 0, at = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, at++)
      turned[at] = cells[(down ? rows - 1 - row : row) * columns + (across ? columns - 1 - column : column)] ?? 0
  return {
    ...fidelity,
    whole: {
      dx: across ? -whole.dx : whole.dx,
      dy: down ? -whole.dy : whole.dy,
      scale: whole.scale,
      turn: across === down ? whole.turn : -whole.turn,
    },
    worst: { x: across ? width - worst.x : worst.x, y: down ? height - worst.y : worst.y, score: worst.score },
    heat: { columns, rows, cells: turned },
  }
}

export type Options = {
  /** One byte per pixel of the source: 1 where nothing counts, such as under live layers and outside the chosen area. */
  readonly ignored?: Uint8Array
}

/**
 * Measures a result against its source; both must have the same size.
 * @throws where they do not
 */
export function measureFidelity(source: Picture, result: Picture, { ignored }: Options = {}): Fidelity {
  const { width, height } = source
  if (result.width !== width || result.height !== height) throw new Error('the pictures to measure differ in size')
  const grid = gridOf(width, height)
  if (isSame(source, result)) return nothingChanged(grid)
  const flip = flipFor(source, result)
  const counts = countsOf(source, flip, ignored)
  const lines = readSource(smoothOf(source, flip), counts)
  const painted = smoothOf(result, flip)
  const across = lookAcross(painted, lines.edges, lines.chains, lines.fragments, reach)
  const findings = findingsOf(lines.fragments, across)
  const fresh = newLinesOf(
    painted,
    slopeOf(painted),
    nearLines(lines.faint, width, height),
    usualOf(painted, lines.fragments, across),
    grid,
  ).filter(counts)
  const fit = fitWhole(lines.fragments, across, width, height)
  const lost = lostHeat(grid, lines.fragments, lines.kinds, findings)
  const more = newHeat(grid, fresh, regionsOf(lines.faint, width, height))
  const slips = slipsOf(grid, lines.fragments, across, findings)
  const shares = sharesOf(lines, findings, fresh)
  const moved = movedBy(fit.whole, width, height)
  const heat = heatOf(grid, lost, more, slips)
  const found: Fidelity = {
    ...shares,
    movedBy: isCertain(fit, moved) ? moved : Math.max(0, moved - fit.apart),
    whole: certainWhole(fit, moved),
    worst: { ...hottest(grid, heat), score: alarmOf(lost, more, slips, fit, moved, shares.kept) },
    heat,
  }
  return flipped(found, source, flip)
}

/** Whether a place in the picture as it was read (possibly flipped) counts. */
function countsOf({ width, height }: Picture, { across, down }: Flip, ignored?: Uint8Array): (place: Place) => boolean {
  if (ignored === undefined) return () => true
  return ({ x, y }) => {
    const column = Math.min(width - 1, Math.max(0, Math.round(across ? width - 1 - x : x)))
    const row = Math.min(height - 1, Math.max(0, Math.round(down ? height - 1 - y : y)))
    return ignored[row * width + column] !== 1
  }
}

function nothingChanged(grid: Grid): Fidelity {
  const none = new Float64Array(grid.columns * grid.rows)
  const heat = heatOf(grid, none, none, none)
  return { kept: 1, added: 0, movedBy: 0, whole: identity, unseen: 0, worst: { ...hottest(grid, heat), score: 0 }, heat }
}

function sharesOf({ fragments }: SourceLines, findings: Findings, fresh: readonly NewLine[]): Pick<Fidelity, 'kept' | 'added' | 'unseen'> {
  let [all, seen, kept, added] = [0, 0, 0, 0]
  fragments.forEach(({ weight }, f) => {
    all += weight
    if (findings.seen[f] === 0) return
    seen += weight
    kept += weight * (findings.kept[f] ?? 0)
  })
  for (const { weight } of fresh) added += weight
  return {
    kept: seen > 0 ? kept / seen : 1,
    added: added > 0 ? added / (all + added) : 0,
    unseen: all > 0 ? 1 - seen / all : 0,
  }
}
