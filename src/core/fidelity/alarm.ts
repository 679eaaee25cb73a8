// A single score for how wrong a picture is, from its worst place, the displacement of the whole, and the total loss.

import type { Fit } from './whole.ts'

/** In px at the corners; a fit may be off by this much, however well its lines agree. */
const exactness = 0.35

/**
 * Weights relative to a deviation of lost lines: for new lines, for lines displaced together, for a pixel of displacement that is certain, and for
 * the total loss. The loss counts more than proportionally, because the worst place is measured relative to the other places and stands out less
 * where those are just as bad.
 */
const newCounts = 0.9
const slipCounts = 0.25
const lostCounts = 2.6
const movedCounts = 5

function most(deviations: Float64Array): number {
  return deviations.reduce((largest, one) => Math.max(largest, one), 0)
}

/**
 * Adds the worst places of each kind, wherever they are, because an object that moved far is missing in one place and new in another.
 * @param moved displacement of the whole, in px at the corners; counts only as far as the fit is certain
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
