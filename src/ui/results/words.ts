// What the Results panel announces.

import { quantity } from '../../core/base/text.ts'
import { type ResultGroup, type Wanted, countResults } from '../../core/results/results.ts'

type Read = { readonly total: number; readonly groups: readonly ResultGroup[] }

export const resultsTitle = 'Results'

/** How many pictures there are, or how many of them match. */
export function countText({ total, groups }: Read, { text, isStarredOnly, keptAtLeast }: Wanted): string {
  const isAll = text.trim() === '' && !isStarredOnly && keptAtLeast === 0
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

/** What is chosen by the share of lines that pictures kept. */
export const keptFilter = {
  label: 'Lines kept',
  options: [
    { value: 0, label: 'Any lines kept' },
    { value: 0.8, label: '80 % kept or more' },
    { value: 0.9, label: '90 % kept or more' },
    { value: 0.95, label: '95 % kept or more' },
  ],
  most: 'Most kept first',
} as const

/** Of a picture in its run: "93 %", and whether it is the one that kept the most. */
export function shareText(kept: number | null, isMost: boolean): string {
  if (kept === null) return ''
  return isMost ? `${Math.round(kept * 100)} %, most kept` : `${Math.round(kept * 100)} %`
}
