// The geometry meter (DESIGN §11): which of the source's lines are in their place in the result, which moved, which are gone, what is new.
// Only + − × ÷ and roots, so that the answer is the same on every machine.

import { chainsOf } from './chains.ts'
import { edgesOf, quantileOf, slopeOf } from './edges.ts'
import { findingsOf } from './findings.ts'
import { fragmentsOf } from './fragments.ts'
import { type Heat, type Worst, heatOf } from './heat.ts'
import { lookAcross } from './look-across.ts'
import { nearLines, newLinesOf } from './new-lines.ts'
import { type Flip, type Picture, flipFor, smoothOf } from './picture.ts'
import { type Whole, fitWhole, identity, movedBy } from './whole.ts'

export type Fidelity = {
  /** The share of the source's lines that are in their place, 0 to 1. */
  readonly kept: number
  /** New lines, as a share of the source's, 0 to 1. */
  readonly added: number
  /** The largest displacement of a corner by what moved the whole, in pixels. */
  readonly movedBy: number
  readonly whole: Whole
  /** The share of the lines where the result is too dark to tell. */
  readonly unseen: number
  /** The middle of the worst place, and how far it stands out; 0 is as the rest. */
  readonly worst: Worst
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

/** Both have the same size. @throws where they have not */
export function measureFidelity(source: Picture, result: Picture): Fidelity {
  const { width, height } = source
  if (result.width !== width || result.height !== height) throw new Error('the pictures to measure differ in size')
  const flip = flipFor(source, result)
  const smooth = smoothOf(source, flip)
  const slope = slopeOf(smooth)
  const least = Math.min(10, Math.max(1.5, 2.5 * quantileOf(slope, 0.5) + 1))
  const edges = edgesOf(slope, least)
  const chains = chainsOf(edges, width, 1.6 * least)
  const fragments = fragmentsOf(edges, chains)
  const painted = smoothOf(result, flip)
  const across = lookAcross(painted, edges, chains, fragments)
  const findings = findingsOf(fragments, across)
  const same = isSame(source, result)
  const lines = same ? [] : newLinesOf(painted, slopeOf(painted), nearLines(edges, width, height))
  let [all, seen, kept] = [0, 0, 0]
  fragments.forEach(({ weight }, f) => {
    all += weight
    if (findings.seen[f] === 0) return
    seen += weight
    kept += weight * (same ? 1 : (findings.kept[f] ?? 0))
  })
  if (same) findings.kept.fill(1)
  const fit = same ? { whole: identity } : fitWhole(fragments, across, width, height)
  const fresh = lines.reduce((sum, { weight }) => sum + weight, 0)
  const { heat, worst } = heatOf(width, height, fragments, findings, lines)
  return flipped(
    {
      kept: seen > 0 ? kept / seen : 1,
      added: Math.min(1, fresh / (all + fresh || 1)),
      movedBy: movedBy(fit.whole, width, height),
      whole: fit.whole,
      unseen: all > 0 ? 1 - seen / all : 0,
      worst,
      heat,
    },
    source,
    flip,
  )
}
