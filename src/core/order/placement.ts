// Where a result goes: right of its source, where it covers nothing at any level (DESIGN §6). All boxes in page coordinates.

import { overlaps } from '../base/box.ts'
import { type Box, type Point, type Size, bottom, right } from '../base/geometry.ts'

/** Distance between a source and its result, and between results, in canvas px (DESIGN §6). */
export const gap = 60

/** A page or section that may hold the result. */
export type LevelBoxes = {
  /** Null for a page, which has no bounds. */
  readonly box: Box | null
  /** What lies in it, except for the previous level. */
  readonly taken: readonly Box[]
}

/**
 * A free place for a result.
 * @property depth index of the level that takes the result
 * @property margin space that its section keeps to the right and below; 0 where that would cover something
 */
export type Spot = { readonly depth: number; readonly at: Point; readonly margin: number }

/** The first place for a box of `size`, from `start` to the right, that overlaps none of `taken`. */
export function firstFree(start: Point, size: Size, taken: readonly Box[]): Point {
  const sorted = [...taken].sort((a, b) => a.x - b.x)
  let { x } = start
  for (const box of sorted) {
    if (overlaps({ ...size, x, y: start.y }, box)) x = right(box) + gap
  }
  return { x, y: start.y }
}

/** A section's box after growing to hold another box. The upper left corner stays, so that nothing in the section moves. */
export function grownTo({ x, y, width, height }: Box, held: Box, margin: number): Box {
  return { x, y, width: Math.max(width, right(held) + margin - x), height: Math.max(height, bottom(held) + margin - y) }
}

/** The areas that a section covers only after its growth. */
function stripsOf(before: Box, after: Box): readonly Box[] {
  const rightOf = { x: right(before), y: before.y, width: right(after) - right(before), height: after.height }
  const below = { x: before.x, y: bottom(before), width: after.width, height: bottom(after) - bottom(before) }
  return [rightOf, below].filter(({ width, height }) => width > 0 && height > 0)
}

/** Whether the sections, from the innermost outwards, can grow to hold a box without covering anything. */
function canHold(levels: readonly LevelBoxes[], held: Box, margin: number): boolean {
  const [{ box } = { box: null }, ...outer] = levels
  if (box === null) return true
  const grown = grownTo(box, held, margin)
  const strips = stripsOf(box, grown)
  if (strips.length === 0) return true
  const isOver = ({ taken }: LevelBoxes): boolean => taken.some((one) => strips.some((strip) => overlaps(strip, one)))
  return !outer.some(isOver) && canHold(outer, grown, margin)
}

/** The largest margin with which the sections can hold a box; undefined where they cannot. */
function marginFor(levels: readonly LevelBoxes[], held: Box): number | undefined {
  return [gap, 0].find((margin) => canHold(levels, held, margin))
}

/** The margin for a box at its present place; undefined where it, or a section grown for it, would cover something. */
export function marginAt(levels: readonly LevelBoxes[], box: Box): number | undefined {
  return levels.some(({ taken }) => taken.some((one) => overlaps(box, one))) ? undefined : marginFor(levels, box)
}

/** A section grows only to the right and downwards, so the place must not begin left of it or above it. */
function into({ box }: LevelBoxes, { x, y }: Point): Point {
  return box === null ? { x, y } : { x: x < box.x ? box.x + gap : x, y: y < box.y ? box.y + gap : y }
}

/** Limits the rows tried below the source: there is one for each thing that could be in the way, which may be very many. */
const triedRows = 200

/** Where rows below the anchor may begin, topmost first. */
function startsBelow(anchor: Box, taken: readonly Box[]): readonly Point[] {
  const highest = bottom(anchor)
  const tops = [highest, ...taken.map(bottom).filter((one) => one > highest)]
  return [...new Set(tops)]
    .sort((a, b) => a - b)
    .slice(0, triedRows)
    .map((y) => ({ x: anchor.x, y: y + gap }))
}

/**
 * A place right of `anchor` (the source, or its ancestor at the first level) with the top at `top`, moved right past everything in the way. Where
 * sections would have to grow over something: a place below the anchor, or else beside the section that has no room.
 * @param levels from the level of the source up to its page
 */
export function findSpot(levels: readonly LevelBoxes[], anchor: Box, top: number, size: Size): Spot {
  const taken = levels.flatMap((level) => level.taken)
  let beside = anchor
  for (const [depth, level] of levels.entries()) {
    const start = { x: right(beside) + gap, y: top }
    for (const from of depth === 0 && level.box !== null ? [start, ...startsBelow(anchor, taken)] : [start]) {
      const at = firstFree(into(level, from), size, taken)
      const margin = marginFor(levels.slice(depth), { ...size, ...at })
      if (margin !== undefined) return { depth, at, margin }
    }
    if (level.box !== null) {
      taken.push(level.box)
      beside = level.box
    }
  }
  // Never reached with a page, which always has room; with no levels at all, nothing is in the way.
  return { depth: 0, at: { x: right(anchor) + gap, y: top }, margin: gap }
}
