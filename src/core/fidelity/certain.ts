// Decides whether a fit is certain enough to lay a picture back: a correct picture must never be moved (DESIGN §11).

import { type Fit, type Whole, identity } from './whole.ts'

/** Limits of a certain fit, measured with `npm run bench -- fidelity`; see docs/fidelity.md. */
const leastAgreeing = 0.6
const mostResidual = 0.45

/**
 * In px at the corners: the allowed difference between the two estimates, and the allowed standard deviation of the fit. If the picture moved far,
 * the limit grows by `part` of the displacement, because even a less exact correction is a clear gain.
 */
const mostApart = { small: 0.25, large: 0.4, part: 0.08 }
const mostDeviation = { small: 0.12, large: 0.25, part: 0.05 }

/** In px at the corners, and in standard deviations of the fit: a smaller displacement is invisible and may be chance. */
const leastMove = 0.42
const leastDeviations = 8.5

function allowed({ small, large, part }: typeof mostApart, moved: number): number {
  return Math.min(large, Math.max(small, part * moved))
}

/** @param moved the largest displacement of a corner by the fit, in px */
export function isCertain({ apart, agreeing, residual, deviation }: Fit, moved: number): boolean {
  return (
    apart < allowed(mostApart, moved) && deviation < allowed(mostDeviation, moved) && agreeing > leastAgreeing && residual < mostResidual
  )
}

/** The fit where it may be used, otherwise the identity. */
export function certainWhole(fit: Fit, moved: number): Whole {
  return isCertain(fit, moved) && moved >= Math.max(leastMove, leastDeviations * Math.min(fit.deviation, mostDeviation.small))
    ? fit.whole
    : identity
}
