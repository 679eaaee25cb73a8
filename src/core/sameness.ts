// The proof of the product lock: which pixels of a product are not what they were.

import type { Pixels } from './pixels.ts'

/**
 * Compares two renderings byte by byte, alpha included, where the product, rendered alone, is wholly opaque: elsewhere the scene
 * shows through. Throws where the three differ in size.
 * @returns pixels changed, of the pixels compared
 */
export const changedPixels = (before: Pixels, after: Pixels, product: Pixels): { readonly changed: number; readonly of: number } => {
  const { width, height, rgba } = product
  for (const other of [before, after])
    if (other.width !== width || other.height !== height) throw new Error('the pictures to compare differ in size')
  let [changed, of] = [0, 0]
  for (let at = 0; at < rgba.length; at += 4) {
    if (rgba[at + 3] !== 255) continue
    of += 1
    for (let k = at; k < at + 4; k++)
      if (before.rgba[k] !== after.rgba[k]) {
        changed += 1
        break
      }
  }
  return { changed, of }
}
