// What the Results panel announces.

import { quantity } from '../../core/base/text.ts'
import { type ResultGroup, type Wanted, countResults } from '../../core/results/results.ts'

type Read = { readonly total: number; readonly groups: readonly ResultGroup[] }

/** How many pictures there are, or how many of them match. */
export function countText({ total, groups }: Read, { text, isStarredOnly }: Wanted): string {
  const isAll = text.trim() === '' && !isStarredOnly
  const all = quantity(total, 'picture')
  return isAll ? `${all} on this page.` : `${countResults(groups)} of ${all}.`
}
