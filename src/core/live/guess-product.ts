// Guesses which layer is the product. Only a suggestion; nothing is chosen by it.

import type { Box } from '../base/geometry.ts'
import type { PlacedLayer } from './live.ts'

/** A ground or backdrop covers a larger share of the source than the first, an ornament a smaller one than the second. */
const mostShare = 0.6
const leastShare = 0.02

/** Whether the centre of `box` lies in the central half of `source`. */
function isCentral(source: Box, box: Box): boolean {
  const across = Math.abs(box.x + box.width / 2 - source.x - source.width / 2)
  const down = Math.abs(box.y + box.height / 2 - source.y - source.height / 2)
  return across <= source.width / 4 && down <= source.height / 4
}

/**
 * The largest object, or else the largest shape, among the central layers that are not backdrops. The first of equal ones; null where there is none.
 */
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
