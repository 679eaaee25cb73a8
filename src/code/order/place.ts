// Finds where results go on the canvas: directly on a page or section, never inside a node that would move or refuse them (DESIGN §6).

import { type Affine, type Box, type Point, type Size, boundsOf, union } from '../../core/base/geometry.ts'
import { type LevelBoxes, findSpot, marginAt } from '../../core/order/placement.ts'
import type { Place } from '../../core/selection/place.ts'
import { type Figma, findNode } from '../base/figma.ts'
import { type Level, boxOf, isLevel, levelOf, pageOf, renderBoundsOf } from '../selection/levels.ts'

/** The level where the source lies now; when the source is gone, its former page, or the open page. Never switches the user's page. */
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

/** The axis-aligned box around a source, in page coordinates. */
export function boundsAround({ pose }: Place): Box {
  return boundsOf(pose.size, pose.transform)
}

/** The transform of a result, in page coordinates, when the upper left corner of its axis-aligned box is at `position`. */
export function transformAt(place: Place, position: Point): Affine {
  const bounds = boundsAround(place)
  const [[a, b, tx], [c, d, ty]] = place.pose.transform
  return [
    [a, b, tx + position.x - bounds.x],
    [c, d, ty + position.y - bounds.y],
  ]
}

/** Gives the box that a node takes up on the canvas. */
export type Measure = (node: SceneNode) => Box

/**
 * Measures nodes by what they render, so that content outside a node's box is not covered either. Caches the boxes: an order asks about the same
 * layers for each of its pictures, and a page may hold thousands.
 */
export function makeMeasure(): Measure {
  const known = new Map<string, Box>()
  const boxAround = (node: SceneNode): Box => {
    // Not cached, as a section grows while an order is drawn; its children count because it does not clip them.
    if (node.type === 'SECTION') return node.children.map(boxAround).reduce(union, boxOf(node))
    const rendered = renderBoundsOf(node)
    const box = known.get(node.id) ?? (rendered === null ? boxOf(node) : union(boxOf(node), rendered))
    known.set(node.id, box)
    return box
  }
  return boxAround
}

/** Room for a result: the level, and the position of its upper left corner in page coordinates. */
export type Room = { readonly level: Level; readonly at: Point; readonly margin: number }

type Around = { readonly levels: readonly Level[]; readonly boxes: readonly LevelBoxes[] }

/** The levels from this one up to the page, with the boxes of what lies in them. `exceptId` leaves out the frame that is to be moved. */
function lookAround(measure: Measure, inner: Level, exceptId = ''): Around {
  const levels: Level[] = []
  const boxes: LevelBoxes[] = []
  for (let level: BaseNode | null = inner; isLevel(level); level = level.parent) {
    const within = levels[levels.length - 1]?.id
    boxes.push({
      box: level.type === 'PAGE' ? null : boxOf(level),
      taken: level.children.filter(({ id }) => id !== within && id !== exceptId).map(measure),
    })
    levels.push(level)
  }
  return { levels, boxes }
}

/** A place where a box of this size covers nothing: right of `anchor`, with its top at `top` if possible. Page coordinates. */
export function findRoom(measure: Measure, inner: Level, anchor: Box, top: number, size: Size): Room {
  const { levels, boxes } = lookAround(measure, inner)
  const { depth, at, margin } = findSpot(boxes, anchor, top, size)
  return { level: levels[depth] ?? inner, at, margin }
}

/** Room for a frame whose size has changed: its present place, if it covers nothing there. Null when its parent is not a level. */
export function findRoomAgain(frame: FrameNode, { neighbour }: Place): Room | null {
  const { parent } = frame
  if (!isLevel(parent)) return null
  const { levels, boxes } = lookAround(makeMeasure(), parent, frame.id)
  const box = boxOf(frame)
  const standing = marginAt(boxes, box)
  if (standing !== undefined) return { level: parent, at: box, margin: standing }
  const { depth, at, margin } = findSpot(boxes, neighbour, box.y, box)
  return { level: levels[depth] ?? parent, at, margin }
}

/** The room beside the source. */
export function findRoomBeside(measure: Measure, level: Level, place: Place): Room {
  const bounds = boundsAround(place)
  return findRoom(measure, level, place.neighbour, bounds.y, bounds)
}
