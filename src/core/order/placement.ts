// Where a result goes: right of its source, where it covers nothing of others at any level (DESIGN §6). All boxes in page coordinates.

import { overlaps } from '../base/box.ts'
import { type Box, type Point, type Size, bottom, right } from '../base/geometry.ts'

/** Between a source and its result, and between results, in canvas px (DESIGN §6). */
export const gap = 60

/** A page or section that may hold the result. */
export type LevelBoxes = {
  /** Null for a page, which has room everywhere. */
  readonly box: Box | null
  /** What lies in it, but for the level before it. */
  readonly taken: readonly Box[]
}

/**
 * Where there is room.
 * @property depth index of the level that takes the result
 * @property margin that its section keeps right of it and below it; none where that would cover something
 */
export type Spot = { readonly depth: number; readonly at: Point; readonly margin: number }

/** The first place for a box of `size`, from `start` to the right, that overlaps nothing of `taken`. */
export function firstFree(start: Point, size: Size, taken: readonly Box[]): Point {
  const sorted = [...taken].sort((a, b) => a.x - b.x)
  let { x } = start
  for (const box of sorted) {
    if (overlaps({ ...size, x, y: start.y }, box)) x = right(box) + gap
  }
  return { x, y: start.y }
}

/** A section made as large as it has to be to hold a box. Its upper left corner stays: what lies in it is not moved. */
export function grownTo({ x, y, width, height }: Box, held: Box, margin: number): Box {
  return { x, y, width: Math.max(width, right(held) + margin - x), height: Math.max(height, bottom(held) + margin - y) }
}

/** What a section covers after its growth and did not before. */
function stripsOf(before: Box, after: Box): readonly Box[] {
  const rightOf = { x: right(before), y: before.y, width: right(after) - right(before), height: after.height }
  const below = { x: before.x, y: bottom(before), width: after.width, height: bottom(after) - bottom(before) }
  return [rightOf, below].filter(({ width, height }) => width > 0 && height > 0)
}

/** Whether the sections, from the innermost one, can grow for a box without covering anything. */
function canHold(levels: readonly LevelBoxes[], held: Box, margin: number): boolean {
  const [{ box } = { box: null }, ...outer] = levels
  if (box === null) return true
  const grown = grownTo(box, held, margin)
  const strips = stripsOf(box, grown)
  if (strips.length === 0) return true
  const isOver = ({ taken }: LevelBoxes): boolean => taken.some((one) => strips.some((strip) => overlaps(strip, one)))
  return !outer.some(isOver) && canHold(outer, grown, margin)
}

/** The margin with which the sections can hold a box; undefined where they cannot. */
function marginFor(levels: readonly LevelBoxes[], held: Box): number | undefined {
  return [gap, 0].find((margin) => canHold(levels, held, margin))
}

/** The margin of a box that stands where it covers nothing; undefined where it covers something, or its sections would. */
export function marginAt(levels: readonly LevelBoxes[], box: Box): number | undefined {
  return levels.some(({ taken }) => taken.some((one) => overlaps(box, one))) ? undefined : marginFor(levels, box)
}

/** A section grows to the right and downwards only, so nothing begins left of it or above it. */
function into({ box }: LevelBoxes, { x, y }: Point): Point {
  return box === null ? { x, y } : { x: x < box.x ? box.x + gap : x, y: y < box.y ? box.y + gap : y }
}

/** Below the source there are as many rows to try as things that could be in the way; in a crowd not all are tried. */
const triedRows = 200

/** Where rows below the anchor may begin, the highest first. */
function startsBelow(anchor: Box, taken: readonly Box[]): readonly Point[] {
  const highest = bottom(anchor)
  const tops = [highest, ...taken.map(bottom).filter((one) => one > highest)]
  return [...new Set(tops)]
    .sort((a, b) => a - b)
    .slice(0, triedRows)
    .map((y) => ({ x: anchor.x, y: y + gap }))
}

/**
 * Right of `anchor` (the source, or what it lies in at the first level) with the top at `top`, moved right past what it would overlap.
 * Where sections would have to grow over something: below the anchor; else beside the section that has no room.
 * @param levels from the one where the source lives up to its page
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
  // A page has room everywhere, so its level took it; without any level nothing is in the way.
  return { depth: 0, at: { x: right(anchor) + gap, y: top }, margin: gap }
}
