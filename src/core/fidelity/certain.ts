// Whether a fit may be used to lay a picture back: a picture that was right must never be moved (DESIGN §11).

import { type Fit, type Whole, identity } from './whole.ts'

/** What tells a certain fit, measured by `npm run bench -- fidelity`: see docs/fidelity.md. */
const leastAgreeing = 0.6
const mostResidual = 0.45

/**
 * Pixels at the corners: how far two estimates may lie apart, and the fit's own deviation. Where a picture moved by much, a little more is
 * forgiven, by this part of the displacement: it is better off by far.
 */
const mostApart = { small: 0.25, large: 0.4, part: 0.08 }
const mostDeviation = { small: 0.12, large: 0.25, part: 0.05 }

/** Pixels at the corners, and deviations of the fit: less is nothing that anybody sees, and may be chance. */
const leastMove = 0.42
const leastDeviations = 8.5

function allowed({ small, large, part }: typeof mostApart, moved: number): number {
  return Math.min(large, Math.max(small, part * moved))
}

/** @param moved the largest displacement of a corner by the fit, in pixels */
export function isCertain({ apart, agreeing, residual, deviation }: Fit, moved: number): boolean {
  return (
    apart < allowed(mostApart, moved) && deviation < allowed(mostDeviation, moved) && agreeing > leastAgreeing && residual < mostResidual
  )
}

/** The fit where it may be used, and else nothing. */
export function certainWhole(fit: Fit, moved: number): Whole {
  return isCertain(fit, moved) && moved >= Math.max(leastMove, leastDeviations * Math.min(fit.deviation, mostDeviation.small))
    ? fit.whole
    : identity
}
