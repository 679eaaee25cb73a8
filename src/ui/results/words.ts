// Texts of the Results panel and of the lines about the selected result.

import { quantity } from '../../core/base/text.ts'
import type { SourceNow } from '../control-image/source-check.ts'
import { type ResultGroup, type Wanted, countResults } from '../../core/results/results.ts'

type Read = { readonly total: number; readonly groups: readonly ResultGroup[] }

export const resultsTitle = 'Results'

export const resultsWords = {
  search: 'Search prompts',
  starred: 'Starred',
  copyAll: 'Copy all as JSON',
  moreAboutAll: 'More about all',
  unread: 'Figma could not read this page.',
  again: 'Try again',
  none: 'No pictures on this page yet. Select a frame, choose a look and press Restyle.',
  showAll: 'Show all',
  showMore: 'Show more',
  update: 'Update Depth Restyle to see their settings.',
  noPreview: 'No preview',
  star: 'Star',
  copyPrompt: 'Copy prompt',
  copySeed: 'Copy seed',
} as const

/** Explains why a search found nothing. */
export function noMatchText({ text, isStarredOnly, keptAtLeast }: Wanted): string {
  const words = text.trim()
  if (keptAtLeast > 0) return `No picture here kept ${Math.round(keptAtLeast * 100)} % of its lines.`
  if (words === '') return 'No picture has a star yet. Press the star on a picture that you want to keep in sight.'
  return `${isStarredOnly ? 'No picture with a star' : 'No picture'} was made with “${words}”.`
}

/** For the selected result. */
export const madeWords = {
  newer: 'Made with a newer version of Depth Restyle',
  with: (style: string, model: string, seed: number): string => `Made with ${style}, ${model}, seed ${seed}`,
  style: (style: string, seed: number): string => `${style}, seed ${seed}`,
  compare: 'Compare',
  more: (count: number): string => `More like this (${quantity(count, 'picture')})`,
  actions: 'More actions',
  previous: 'Previous picture',
  next: 'Next picture',
  nthOf: (nth: number, count: number): string => `${nth} of ${count}`,
} as const

export const aboutSource: Record<SourceNow, string> = {
  unknown: '',
  same: '',
  changed: 'Its source has changed since. Start again from original makes it anew.',
  gone: 'Its source is not in this file.',
}

/** The number of pictures, or of those that match. */
export function countText({ total, groups }: Read, { text, isStarredOnly, keptAtLeast }: Wanted): string {
  const isAll = text.trim() === '' && !isStarredOnly && keptAtLeast === 0
  const all = quantity(total, 'picture')
  return isAll ? `${all} on this page.` : `${countResults(groups)} of ${all}.`
}

export const keepText = 'Keep this one'

export function keptText(others: number): string {
  return `${quantity(others, 'other')} removed. One undo brings ${others === 1 ? 'it' : 'them'} back.`
}

/** Actions on the selected result: copy its settings, or start again from its original. */
export const copySettingsText = 'Copy settings'
export const startAgainText = 'Start again from original'

/** The filter by the share of kept lines. */
export const keptFilter = {
  label: 'Lines kept',
  options: [
    { value: 0, label: 'Lines kept: any' },
    { value: 0.8, label: '80 % kept or more' },
    { value: 0.9, label: '90 % kept or more' },
    { value: 0.95, label: '95 % kept or more' },
  ],
  most: 'Most kept first',
} as const

/** For a picture within its run: "93 %", and whether it kept the most. */
export function shareText(kept: number | null, isMost: boolean): string {
  if (kept === null) return ''
  return isMost ? `${Math.round(kept * 100)} %, most kept` : `${Math.round(kept * 100)} %`
}
