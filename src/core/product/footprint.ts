// How a product stands, derived from its alpha alone: where it touches the surface, and whether it stands at all.

import type { Box, Size } from '../base/geometry.ts'
import { type PixelField, at, clamp, fieldOf, smooth } from './pixel-field.ts'

/** Lengths in pixels of the map. */
export type Footprint = {
  /** The unit for all other lengths: the side of a square with the area of the product's box. */
  readonly unit: number
  readonly middleColumn: number
  /** The row below the product's lowest pixel. */
  readonly bottomRow: number
  readonly contactWidth: number
  /** 1 where the outline touches the surface, falling as the outline rises. */
  readonly contact: PixelField
  /** 1 for a product that stands in the picture, 0 for one that hangs in it or is cut off by the frame. */
  readonly standing: number
}

/** Pixels with at least this alpha belong to the product. */
const opaqueFrom = 0.5

/** A column that ends this far above the bottom touches by 1/e; as a share of the unit or the width, whichever is smaller. */
const contactRise = 0.1

// How far the contact reaches up into the product: in units, and a minimum in pixels of the map.
const contactDepth = 0.03
const minContactDepthPixels = 2

// Shares of the frame's height: a product that ends above the first hangs; one that ends lower than the first plus the second stands.
const hangsAbove = 0.35
const standsBelowBy = 0.2

/** For each column the row below the product's lowest pixel; 0 in a column without the product. */
function columnEnds(cover: PixelField): readonly number[] {
  const { width, height } = cover
  return Array.from({ length: width }, (_, x) => {
    let y = height
    while (y > 0 && at(cover, (y - 1) * width + x) < opaqueFrom) y--
    return y
  })
}

/**
 * Reads the footprint. A column whose lowest pixel is on the bottom row touches; the higher it ends, the less it does. So a bottle stands on the
 * front of its round base, a ball on a point, a table on its legs.
 * @param cover the product's alpha in the map; `bounds` and `box` are the product and the map in pixels of the frame's picture, and `scale` converts
 * those to pixels of the map
 */
export function footprintOf(
  cover: PixelField,
  { bounds, box, frame, scale }: { readonly bounds: Box; readonly box: Box; readonly frame: Size; readonly scale: number },
): Footprint {
  const unit = scale * Math.sqrt(bounds.width * bounds.height)
  const bottomRow = (bounds.y + bounds.height - box.y) * scale
  const ends = columnEnds(cover)
  const rise = contactRise * Math.min(unit, scale * bounds.width)
  const touch = ends.map((end) => (end === 0 ? 0 : Math.exp(-(((bottomRow - end) / rise) ** 2))))
  const depth = Math.max(minContactDepthPixels, contactDepth * unit)
  const isCut = bounds.y + bounds.height >= frame.height
  return {
    unit,
    middleColumn: (bounds.x + bounds.width / 2 - box.x) * scale - 0.5,
    bottomRow,
    contactWidth: touch.reduce((sum, part) => sum + part, 0),
    contact: fieldOf(cover, (x, y) => {
      const above = (ends[x] ?? 0) - y
      return above > 0 ? (touch[x] ?? 0) * clamp(1 + (depth - above) / depth) : 0
    }),
    standing: isCut ? 0 : smooth(((bounds.y + bounds.height) / frame.height - hangsAbove) / standsBelowBy),
  }
}
