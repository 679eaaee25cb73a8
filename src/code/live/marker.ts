// The shape that marked an area of a source: hidden with the first result of it, and shown again.

import { readJson, readRecord } from '../../core/base/read.ts'
import { readLiveChoice } from '../../core/recipe/live-choice.ts'
import { type Figma, attempt, dataKeys, findNode } from '../base/figma.ts'
import { isImage } from './layer-kinds.ts'
import { childrenOf, fillsOf } from './parts.ts'

/** Whether others would look or lie otherwise without it: as a mask, in an auto-layout, in an instance, in a boolean operation. */
function isNeeded(shape: SceneNode): boolean {
  const { parent, id } = shape
  const isFlow =
    parent !== null &&
    'layoutMode' in parent &&
    parent.layoutMode !== 'NONE' &&
    !('layoutPositioning' in shape && shape.layoutPositioning === 'ABSOLUTE')
  return isFlow || ('isMask' in shape && shape.isMask) || parent?.type === 'BOOLEAN_OPERATION' || id.startsWith('I')
}

/** What holds layers or an image is more than a mark, and stays in view, as what is needed does. @returns whether the shape was hidden */
export function hideMarker(shape: SceneNode): boolean {
  const isMore = isImage(fillsOf(shape)) || (shape.type !== 'BOOLEAN_OPERATION' && childrenOf(shape).length > 0)
  if (!shape.visible || isMore || isNeeded(shape)) return false
  attempt(() => void (shape.visible = false))
  return !shape.visible
}

/** @param id of the shape, or of a result that it was hidden with. @returns null where there is nothing to show */
export async function showMarker(figma: Figma, id: string): Promise<SceneNode | null> {
  const node = await findNode(figma, id)
  const { area } = readLiveChoice(readRecord(readJson(node?.getPluginData(dataKeys.recipe) ?? '')).live)
  const shape = area === null ? node : await findNode(figma, area.id)
  if (shape === null || shape.visible) return null
  shape.visible = true
  return shape
}
