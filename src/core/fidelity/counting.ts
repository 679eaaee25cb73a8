// Which pixels are measured when the picture shows only inside or outside an area; elsewhere the source itself is visible.

import type { Size } from '../base/geometry.ts'
import type { AreaBox } from './protocol.ts'

export type Shows = { readonly box: AreaBox; readonly changes: 'inside' | 'outside' }

/** One byte per pixel: 1 where the pixel is ignored. */
export function ignoredIn({ box, changes }: Shows, { width, height }: Size): Uint8Array {
  const [inside, outside] = changes === 'inside' ? [0, 1] : [1, 0]
  const ignored = new Uint8Array(width * height).fill(outside)
  const [top, bottom] = [Math.max(0, Math.floor(box.y * height)), Math.min(height, Math.ceil((box.y + box.height) * height))]
  for (let y = top; y < bottom; y++) {
    // For a round area, the half width of this row: `down` runs from -1 at the top edge to 1 at the bottom edge.
    const down = (2 * ((y + 0.5) / height - box.y)) / box.height - 1
    const half = (box.width / 2) * (box.isRound ? Math.sqrt(Math.max(0, 1 - down * down)) : 1)
    const middle = box.x + box.width / 2
    const [left, right] = [Math.max(0, Math.floor((middle - half) * width)), Math.min(width, Math.ceil((middle + half) * width))]
    ignored.fill(inside, y * width + left, y * width + Math.max(left, right))
  }
  return ignored
}
