// One figure for how wrong a picture is: its worst place, what moved the whole, and what is lost in all.

import type { Fit } from './whole.ts'

/** Pixels at the corners that a fit may be off, however well its lines agree. */
const exactness = 0.35

/** How much a certain pixel of displacement counts, and a picture that lost all. */
const movedCounts = 5
const lostCounts = 2.5

/** @param moved what moved the whole, in pixels at the corners; only as far as the fit is sure of it */
export function alarmOf(place: number, { apart, residual }: Fit, moved: number, kept: number): number {
  const whole = (movedCounts * Math.max(0, moved - exactness - apart)) / (0.5 + residual)
  const lost = lostCounts * (1 - kept)
  return Math.sqrt(place * place + whole * whole + lost * lost)
}
