// Arithmetic of axis-aligned boxes in one coordinate system.

import { type Box, bottom, right } from './geometry.ts'

/** Whether two boxes share an area. Boxes that only touch do not. */
export function overlaps(a: Box, b: Box): boolean {
  return a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a)
}

/** The common area of two boxes; it has no size where there is none. */
export function intersection(a: Box, b: Box): Box {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)]
  return { x, y, width: Math.max(0, Math.min(right(a), right(b)) - x), height: Math.max(0, Math.min(bottom(a), bottom(b)) - y) }
}

/** The box with a margin of `by` on all four sides. */
export function inflate({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by }
}
