// Pictures that are made until one keeps enough: what is next after those that are there.

import type { Until } from '../recipe/until.ts'
import type { Figures } from './figures.ts'
import { isTooDark, keptPercent } from './words.ts'

export type NextTry =
  | { readonly kind: 'again' }
  /** `best` is the place of the one that stays. */
  | { readonly kind: 'enough' | 'spent'; readonly best: number }
  /** Nobody can tell whether it suffices, so nothing more is paid. */
  | { readonly kind: 'unmeasured' }

/** In percent, as it is told; nothing where it was too dark to tell. */
export function triedPercent(figures: Pick<Figures, 'kept' | 'unseen'>): number {
  return isTooDark(figures) ? 0 : keptPercent(figures)
}

/** @param shares percent of each picture so far, the oldest first; null where it was not measured */
export function nextTry({ percent, most }: Until, shares: readonly (number | null)[]): NextTry {
  const told = shares.filter((share) => share !== null)
  if (told.length < shares.length) return { kind: 'unmeasured' }
  const best = told.indexOf(Math.max(...told))
  if (told.some((share) => share >= percent)) return { kind: 'enough', best }
  return told.length < most ? { kind: 'again' } : { kind: 'spent', best }
}
