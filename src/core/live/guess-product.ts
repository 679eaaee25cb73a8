// Which layer looks like the product. Only a guess: nothing is chosen by it.

import type { Box } from '../base/geometry.ts'
import type { PlacedLayer } from './live.ts'

/** More of the source is covered by a ground or a backdrop, and less by an ornament. */
const mostShare = 0.6
const leastShare = 0.02

/** Whether the middle of `box` lies in the middle half of `source`. */
function isCentral(source: Box, box: Box): boolean {
  const across = Math.abs(box.x + box.width / 2 - source.x - source.width / 2)
  const down = Math.abs(box.y + box.height / 2 - source.y - source.height / 2)
  return across <= source.width / 4 && down <= source.height / 4
}

/** Of those in the middle that are no backdrop the largest object, or the largest shape; the first of equal ones, null where there is none. */
export function guessProduct(source: Box, candidates: readonly PlacedLayer[]): PlacedLayer | null {
  let guess: PlacedLayer | null = null
  let highest = 0
  for (const layer of candidates) {
    const { box, isObject } = layer
    const share = (box.width * box.height) / (source.width * source.height)
    const rank = share + (isObject ? 1 : 0)
    if (!(share > leastShare && share <= mostShare) || rank <= highest || !isCentral(source, box)) continue
    highest = rank
    guess = layer
  }
  return guess
}
