// Where a result goes: right of the source, past what it would overlap (DESIGN §6).

import { overlaps } from '../base/box.ts'
import { type Box, type Point, type Size, right } from '../base/geometry.ts'

export const gap = 60

/**
 * The upper left corner for a box of `size`: right of `neighbour` (the source, or its ancestor at the level of the result), at the
 * height `top`, shifted right until it overlaps nothing of `taken`. All in one coordinate system.
 */
export function beside(neighbour: Box, top: number, size: Size, taken: readonly Box[]): Point {
  const sorted = [...taken].sort((a, b) => a.x - b.x)
  let x = right(neighbour) + gap
  for (const box of sorted) {
    if (overlaps({ ...size, x, y: top }, box)) x = right(box) + gap
  }
  return { x, y: top }
}
