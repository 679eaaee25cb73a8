// The proof of the product lock: counts the pixels of a product that have changed.

import type { Pixels } from '../picture/pixels.ts'

/**
 * Whether nothing of the scene shows through a pixel. An alpha of 255 alone does not prove it: a soft edge may be 254.6 of 255 opaque and round to
 * 255. Next to such an edge a pixel is far from opaque, so the four neighbours must be opaque as well.
 */
function isSolid({ width, height, rgba }: Pixels, x: number, y: number): boolean {
  const isOpaque = (dx: number, dy: number): boolean => rgba[4 * ((y + dy) * width + x + dx) + 3] === 255
  return (
    isOpaque(0, 0) &&
    (x === 0 || isOpaque(-1, 0)) &&
    (x === width - 1 || isOpaque(1, 0)) &&
    (y === 0 || isOpaque(0, -1)) &&
    (y === height - 1 || isOpaque(0, 1))
  )
}

/**
 * Compares two renderings byte by byte, including alpha, where the product, rendered alone, is fully opaque; elsewhere the scene shows through.
 * Throws when the three differ in size.
 * @returns the number of changed pixels, and of pixels compared
 */
export function changedPixels(before: Pixels, after: Pixels, product: Pixels): { readonly changed: number; readonly of: number } {
  const { width, height } = product
  for (const other of [before, after])
    if (other.width !== width || other.height !== height) throw new Error('the pictures to compare differ in size')
  let [changed, of] = [0, 0]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (!isSolid(product, x, y)) continue
      of += 1
      const at = 4 * (y * width + x)
      for (let k = at; k < at + 4; k++)
        if (before.rgba[k] !== after.rgba[k]) {
          changed += 1
          break
        }
    }
  return { changed, of }
}
