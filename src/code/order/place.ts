// Where results go on the canvas: at the level of a page or section, never inside what would move or refuse them (DESIGN §6).

import { type Affine, type Box, type Point, type Size, boundsOf } from '../../core/base/geometry.ts'
import { beside } from '../../core/order/placement.ts'
import type { Place } from '../../core/selection/place.ts'
import { type Figma, findNode } from '../base/figma.ts'
import { type Level, boxOf, levelOf, pageOf } from '../selection/levels.ts'

/** The level where the source lives now; its page, or the open one, when the source is gone. Never switches the user's page. */
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

/** The upright box around a source, in page coordinates. */
export function boundsAround({ pose }: Place): Box {
  return boundsOf(pose.size, pose.transform)
}

/** The result's transform in page coordinates when the corner of its upright box is at `position`. */
export function transformAt(place: Place, position: Point): Affine {
  const bounds = boundsAround(place)
  const [[a, b, tx], [c, d, ty]] = place.pose.transform
  return [
    [a, b, tx + position.x - bounds.x],
    [c, d, ty + position.y - bounds.y],
  ]
}

/** Where a box of this size is free at the level, right of `anchor` and with its top at `top`. Page coordinates. */
export function findFreePosition(level: Level, anchor: Box, top: number, size: Size): Point {
  return beside(anchor, top, size, level.children.map(boxOf))
}

/** The free position beside the source, as the result's transform in page coordinates. */
export function transformBeside(level: Level, place: Place): Affine {
  const bounds = boundsAround(place)
  return transformAt(place, findFreePosition(level, place.neighbour, bounds.y, bounds))
}
