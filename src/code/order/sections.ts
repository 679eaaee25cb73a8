// Sections that hold results: they grow with what is put into them, and shrink back when it is removed (platform §3.3).

import { type Affine, type Box, type Point, type Size, bottom, right } from '../../core/base/geometry.ts'
import { readJson, readList, readNumber, readRecord } from '../../core/base/read.ts'
import { grownTo } from '../../core/order/placement.ts'
import { dataKeys } from '../base/figma.ts'
import { type Level, boxOf } from '../selection/levels.ts'
import type { Room } from './place.ts'

/** The origin of the children's coordinates of a level, in page coordinates. */
export function originOf(level: Level): Point {
  return level.type === 'PAGE' ? { x: 0, y: 0 } : { x: level.absoluteTransform[0][2], y: level.absoluteTransform[1][2] }
}

/** Puts a frame into a level; the transform is in page coordinates. */
export function putInto({ level, margin }: Omit<Room, 'at'>, frame: FrameNode, [[a, b, tx], [c, d, ty]]: Affine): void {
  if (frame.parent?.id !== level.id) level.appendChild(frame)
  const origin = originOf(level)
  if (a === 1 && b === 0 && c === 0 && d === 1) {
    frame.x = tx - origin.x
    frame.y = ty - origin.y
  } else {
    frame.relativeTransform = [
      [a, b, tx - origin.x],
      [c, d, ty - origin.y],
    ]
  }
  growSections(level, boxOf(frame), margin)
}

/** Puts a new section into the room found for it. */
export function putSection({ level, at, margin }: Room, section: SectionNode, size: Size): void {
  level.appendChild(section)
  const origin = originOf(level)
  section.x = at.x - origin.x
  section.y = at.y - origin.y
  section.resizeWithoutConstraints(size.width, size.height)
  growSections(level, { ...size, ...at }, margin)
}

/**
 * Grows a section to hold the box, then its parent section to hold the grown one. Figma does not grow sections with their content (platform §3.3).
 */
function growSections(level: BaseNode | null, held: Box, margin: number): void {
  if (level === null || level.type !== 'SECTION') return
  const grown = grownTo(boxOf(level), held, margin)
  if (grown.width <= level.width && grown.height <= level.height) return
  const before = readGrowth(level)?.before ?? [level.width, level.height]
  level.resizeWithoutConstraints(grown.width, grown.height)
  level.setPluginData(dataKeys.section, JSON.stringify({ before, after: [level.width, level.height] }))
  growSections(level.parent, grown, margin)
}

/** Width and height of a section before its first and after its last growth, stored in its plugin data. */
type Growth = { readonly before: readonly [number, number]; readonly after: readonly [number, number] }

function readGrowth(section: SectionNode): Growth | null {
  const stored = readJson(section.getPluginData(dataKeys.section))
  if (stored === undefined) return null
  const { before, after } = readRecord(stored)
  const pair = (value: unknown): [number, number] => [readNumber(readList(value)[0], 1, 1), readNumber(readList(value)[1], 1, 1)]
  return { before: pair(before), after: pair(after) }
}

/** Undoes a section's growth after a frame was removed, unless the user resized the section meanwhile. */
export function shrinkSections(level: BaseNode | null): void {
  if (level === null || level.type !== 'SECTION') return
  const growth = readGrowth(level)
  if (growth === null || level.width !== growth.after[0] || level.height !== growth.after[1]) return
  const origin = originOf(level)
  const boxes = level.children.map(boxOf)
  const width = Math.max(growth.before[0], ...boxes.map((box) => right(box) - origin.x))
  const height = Math.max(growth.before[1], ...boxes.map((box) => bottom(box) - origin.y))
  if (width < level.width || height < level.height) {
    level.resizeWithoutConstraints(width, height)
    const isBack = width === growth.before[0] && height === growth.before[1]
    level.setPluginData(dataKeys.section, isBack ? '' : JSON.stringify({ before: growth.before, after: [width, height] }))
  }
  shrinkSections(level.parent)
}
