// Where results go on the canvas: at the level of a page or section, never inside what would move or refuse them (DESIGN §6).

import { type Affine, type Box, type Point, type Size, boundsOf, bottom, right } from '../../core/base/geometry.ts'
import { beside, gap } from '../../core/order/placement.ts'
import { readJson, readList, readNumber, readRecord } from '../../core/base/read.ts'
import type { Pose } from '../../core/picture/registration.ts'
import type { Corners, Place } from '../../core/recipe/task.ts'
import { type Figma, dataKeys, findNode } from '../base/figma.ts'

export type Level = PageNode | SectionNode

export function pageOf(node: BaseNode): PageNode | null {
  for (let at: BaseNode | null = node; at !== null; at = at.parent) if (at.type === 'PAGE') return at
  return null
}

/** The nearest ancestor that is a page or a section, and the source's own ancestor directly under it. */
export function levelOf(node: SceneNode): { level: Level; neighbour: SceneNode } | null {
  let neighbour = node
  for (let at: BaseNode | null = node.parent; at !== null; at = at.parent) {
    if (at.type === 'PAGE' || at.type === 'SECTION') return { level: at, neighbour }
    neighbour = at as SceneNode
  }
  return null
}

type Ranks = Map<string, ReadonlyMap<string, number>>

/** From the page down, the place among the children of each parent. `ranks` remembers parents, as a page may hold thousands. */
function pathOf(node: SceneNode, ranks: Ranks): readonly number[] {
  const path: number[] = []
  let { id }: BaseNode = node
  for (let { parent }: BaseNode = node; parent !== null && parent.type !== 'DOCUMENT'; { id, parent } = parent) {
    const known = ranks.get(parent.id) ?? new Map(parent.children.map((child, index) => [child.id, index]))
    ranks.set(parent.id, known)
    path.unshift(known.get(id) ?? 0)
  }
  return path
}

function before(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((index, depth) => index !== b[depth])
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1)
}

/** In the order in which they lie on each other, lowest first. */
export function byLayer(nodes: readonly SceneNode[]): readonly SceneNode[] {
  const ranks: Ranks = new Map()
  return nodes
    .map((node) => ({ node, path: pathOf(node, ranks) }))
    .sort((a, b) => before(a.path, b.path))
    .map(({ node }) => node)
}

function cornersOf(node: SceneNode): Corners {
  return 'topLeftRadius' in node ? [node.topLeftRadius, node.topRightRadius, node.bottomRightRadius, node.bottomLeftRadius] : [0, 0, 0, 0]
}

function poseOf(node: SceneNode): Pose {
  return {
    size: { width: node.width, height: node.height },
    transform: node.absoluteTransform,
  }
}

export function boxOf(node: SceneNode): Box {
  return node.absoluteBoundingBox ?? boundsOf(poseOf(node).size, poseOf(node).transform)
}

/** All that is needed to place a result even when the source is gone. */
export function placeOf(node: SceneNode): Place {
  const neighbour = levelOf(node)?.neighbour ?? node
  const { x, y, width, height } = boxOf(neighbour)
  return { pageId: pageOf(node)?.id ?? '', pose: poseOf(node), corners: cornersOf(node), neighbour: { x, y, width, height } }
}

/** The level where the source lives now; its page, or the open one, where the source is gone. Never switches the user's page. */
export async function levelFor(figma: Figma, sourceId: string, place: Place): Promise<Level> {
  const source = await findNode(figma, sourceId)
  const found = source === null ? null : levelOf(source)
  if (found !== null) {
    await pageOf(found.level)?.loadAsync()
    return found.level
  }
  const page = await figma.getNodeByIdAsync(place.pageId)
  if (page === null || page.type !== 'PAGE') return figma.currentPage
  await page.loadAsync()
  return page
}

export function boundsAround({ pose }: Place): Box {
  return boundsOf(pose.size, pose.transform)
}

/** The result's transform in page coordinates when its upright box begins at `spot`. */
export function transformAt(place: Place, spot: Point): Affine {
  const seen = boundsAround(place)
  const [[a, b, tx], [c, d, ty]] = place.pose.transform
  return [
    [a, b, tx + spot.x - seen.x],
    [c, d, ty + spot.y - seen.y],
  ]
}

/** Where a box of this size is free at the level, right of `neighbour`. Page coordinates. */
export function findFreePosition(level: Level, neighbour: Box, top: number, size: Size): Point {
  return beside(neighbour, top, size, level.children.map(boxOf))
}

/** The spot beside the source, as the result's transform in page coordinates. */
export function spotFor(level: Level, place: Place): Affine {
  const seen = boundsAround(place)
  return transformAt(place, findFreePosition(level, place.neighbour, seen.y, seen))
}

export function originOf(level: Level): { x: number; y: number } {
  return level.type === 'PAGE' ? { x: 0, y: 0 } : { x: level.absoluteTransform[0][2], y: level.absoluteTransform[1][2] }
}

/** Puts a frame into the level at a transform given in page coordinates. */
export function putInto(level: Level, frame: FrameNode, [[a, b, tx], [c, d, ty]]: Affine): void {
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
  growSections(level, boxOf(frame))
}

/** Puts a section of its own into the level, at a box in page coordinates. */
export function putSection(level: Level, section: SectionNode, box: Box): void {
  level.appendChild(section)
  const origin = originOf(level)
  section.x = box.x - origin.x
  section.y = box.y - origin.y
  section.resizeWithoutConstraints(box.width, box.height)
  growSections(level, box)
}

/** A section does not grow with its content by itself (platform §3.3), so it and its parents are made to hold the box. */
function growSections(level: BaseNode | null, box: Box): void {
  if (level === null || level.type !== 'SECTION') return
  const origin = originOf(level)
  const width = Math.max(level.width, right(box) + gap - origin.x)
  const height = Math.max(level.height, bottom(box) + gap - origin.y)
  if (width > level.width || height > level.height) {
    const before = readGrowth(level)?.before ?? [level.width, level.height]
    level.resizeWithoutConstraints(width, height)
    level.setPluginData(dataKeys.section, JSON.stringify({ before, after: [level.width, level.height] }))
  }
  growSections(level.parent, boxOf(level))
}

type Growth = { readonly before: readonly [number, number]; readonly after: readonly [number, number] }

function readGrowth(section: SectionNode): Growth | null {
  const stored = readJson(section.getPluginData(dataKeys.section))
  if (stored === undefined) return null
  const { before, after } = readRecord(stored)
  const pair = (value: unknown): [number, number] => [readNumber(readList(value)[0], 1, 1), readNumber(readList(value)[1], 1, 1)]
  return { before: pair(before), after: pair(after) }
}

/** Gives a section back what it grew for a frame that was removed, unless somebody resized it meanwhile. */
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
