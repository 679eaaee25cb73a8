// One figure for how wrong a picture is: its worst place, what moved the whole, and what is lost in all.

import type { Fit } from './whole.ts'

/** Pixels at the corners that a fit may be off, however well its lines agree. */
const exactness = 0.35

/**
 * What counts as much as a deviation of lost lines: new lines, lines that lie off together, a certain pixel of displacement, and what is
 * lost in all. That counts more, the more it is: the worst place is measured by the others, so that it stands out less where they are as bad.
 */
const newCounts = 0.9
const slipCounts = 0.25
const lostCounts = 2.6
const movedCounts = 5

function most(deviations: Float64Array): number {
  return deviations.reduce((largest, one) => Math.max(largest, one), 0)
}

/**
 * The worst of both kinds is added wherever it is: a thing that went far is missing in one place and new in another.
 * @param moved what moved the whole, in pixels at the corners; it counts only as far as the fit is sure of it
 */
export function alarmOf(
  lost: Float64Array,
  fresh: Float64Array,
  slips: Float64Array,
  { apart, residual }: Fit,
  moved: number,
  kept: number,
): number {
  const whole = (movedCounts * Math.max(0, moved - exactness - apart)) / (0.5 + residual)
  const places = most(lost) + newCounts * most(fresh) + slipCounts * most(slips) + lostCounts * (1 - kept) * (2 - kept)
  return Math.sqrt(places * places + whole * whole)
}
