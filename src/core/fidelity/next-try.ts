// Making pictures until one keeps enough: decides what follows the pictures made so far.

import type { Until } from '../recipe/until.ts'
import type { Figures } from './figures.ts'
import { isTooDark, keptPercent } from './words.ts'

export type NextTry =
  | { readonly kind: 'again' }
  /** `best` is the index of the picture to keep. */
  | { readonly kind: 'enough' | 'spent'; readonly best: number }
  /** It is unknown whether a picture suffices, so nothing more is paid for. */
  | { readonly kind: 'unmeasured' }

/** The percentage as displayed; 0 where it was too dark to tell. */
export function triedPercent(figures: Pick<Figures, 'kept' | 'unseen'>): number {
  return isTooDark(figures) ? 0 : keptPercent(figures)
}

/** @param shares percentage of each picture so far, oldest first; null where it was not measured */
export function nextTry({ percent, most }: Until, shares: readonly (number | null)[]): NextTry {
  const told = shares.filter((share) => share !== null)
  if (told.length < shares.length) return { kind: 'unmeasured' }
  const best = told.indexOf(Math.max(...told))
  if (told.some((share) => share >= percent)) return { kind: 'enough', best }
  return told.length < most ? { kind: 'again' } : { kind: 'spent', best }
}
