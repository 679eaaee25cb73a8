// How a product stands, read from its alpha alone: where it touches the ground, and whether it stands at all.

import type { Box, Size } from '../base/geometry.ts'
import { type PixelField, at, clamp, fieldOf, smooth } from './pixel-field.ts'

export type Footprint = {
  /** The measure of everything: the side of a square as large as the product, in pixels of the map, as all below. */
  readonly unit: number
  readonly middle: number
  /** The row below its lowest pixel. */
  readonly base: number
  /** How broadly it touches the ground. */
  readonly breadth: number
  /** 1 where its outline lies on the ground, falling as it rises. */
  readonly foot: PixelField
  /** 1 for a thing that stands in the picture, 0 for one that hangs in it or that the frame cuts. */
  readonly isGrounded: number
}

/**
 * A column whose lowest pixel lies on the base touches the ground; the higher it ends, the less. So a bottle stands on the front
 * of its round bottom, a ball on a point, a table on its legs.
 */
export function footprintOf(
  cover: PixelField,
  { bounds, box, frame, scale }: { readonly bounds: Box; readonly box: Box; readonly frame: Size; readonly scale: number },
): Footprint {
  const { width, height } = cover
  const unit = scale * Math.sqrt(bounds.width * bounds.height)
  const base = (bounds.y + bounds.height - box.y) * scale
  const ends = Array.from({ length: width }, (_, x) => {
    let y = height
    while (y > 0 && at(cover, (y - 1) * width + x) < 0.5) y--
    return y
  })
  const rise = 0.1 * Math.min(unit, scale * bounds.width)
  const touch = ends.map((end) => (end === 0 ? 0 : Math.exp(-(((base - end) / rise) ** 2))))
  const depth = Math.max(2, 0.03 * unit)
  const isCut = bounds.y + bounds.height >= frame.height
  return {
    unit,
    middle: (bounds.x + bounds.width / 2 - box.x) * scale - 0.5,
    base,
    breadth: touch.reduce((sum, part) => sum + part, 0),
    foot: fieldOf(cover, (x, y) => {
      const above = (ends[x] ?? 0) - y
      return above > 0 ? (touch[x] ?? 0) * clamp(1 + (depth - above) / depth) : 0
    }),
    isGrounded: isCut ? 0 : smooth(((bounds.y + bounds.height) / frame.height - 0.35) / 0.2),
  }
}
