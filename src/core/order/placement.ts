// Where a result goes: right of the source, past what it would overlap (DESIGN §6).

import { overlaps } from '../base/box.ts'
import { type Box, type Point, type Size, right } from '../base/geometry.ts'

/** Between a source and its result, and between results, in canvas px (DESIGN §6). */
export const gap = 60

/**
 * The upper left corner for a box of `size`: right of `anchor` (the source, or what it lies in at the level of the result), with its
 * top at `top`, moved right until it overlaps nothing of `taken`. All in one coordinate system.
 */
export function beside(anchor: Box, top: number, size: Size, taken: readonly Box[]): Point {
  const sorted = [...taken].sort((a, b) => a.x - b.x)
  let x = right(anchor) + gap
  for (const box of sorted) {
    if (overlaps({ ...size, x, y: top }, box)) x = right(box) + gap
  }
  return { x, y: top }
}
