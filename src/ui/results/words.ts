// What the Results panel announces.

import { quantity } from '../../core/base/text.ts'
import { type ResultGroup, type Wanted, countResults } from '../../core/results/results.ts'

type Read = { readonly total: number; readonly groups: readonly ResultGroup[] }

export const resultsTitle = 'Results'

/** How many pictures there are, or how many of them match. */
export function countText({ total, groups }: Read, { text, isStarredOnly }: Wanted): string {
  const isAll = text.trim() === '' && !isStarredOnly
  const all = quantity(total, 'picture')
  return isAll ? `${all} on this page.` : `${countResults(groups)} of ${all}.`
}

export const keepText = 'Keep this one'

export function keptText(others: number): string {
  return `${quantity(others, 'other picture')} removed. One undo brings ${others === 1 ? 'it' : 'them'} back.`
}

/** Of the selected result: what it was made with, and its source once more. */
export const copySettingsText = 'Copy settings'
export const startAgainText = 'Start again from original'
