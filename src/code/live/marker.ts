// The shape that marks an area of a source: it is hidden with the first result and can be shown again.

import { readJson, readRecord } from '../../core/base/read.ts'
import { readLiveChoice } from '../../core/recipe/live-choice.ts'
import { type Figma, attempt, dataKeys, findNode } from '../base/figma.ts'
import { isImage } from './layer-kinds.ts'
import { fillsOf } from '../selection/paint.ts'
import { childrenOf } from './parts.ts'

/** Whether hiding the shape would change how other layers look or lie: as a mask, in auto-layout, in an instance or in a boolean operation. */
function isNeeded(shape: SceneNode): boolean {
  const { parent, id } = shape
  const isFlow =
    parent !== null &&
    'layoutMode' in parent &&
    parent.layoutMode !== 'NONE' &&
    !('layoutPositioning' in shape && shape.layoutPositioning === 'ABSOLUTE')
  return isFlow || ('isMask' in shape && shape.isMask) || parent?.type === 'BOOLEAN_OPERATION' || id.startsWith('I')
}

/**
 * Hides the shape, unless it is needed, or holds layers or an image and so is more than a marker.
 * @returns whether it was hidden
 */
export function hideMarker(shape: SceneNode): boolean {
  const isMore = isImage(fillsOf(shape)) || (shape.type !== 'BOOLEAN_OPERATION' && childrenOf(shape).length > 0)
  if (!shape.visible || isMore || isNeeded(shape)) return false
  attempt(() => void (shape.visible = false))
  return !shape.visible
}

/**
 * Shows the marker again.
 * @param id of the shape, or of the result with which it was hidden
 * @returns null where there is nothing to show
 */
export async function showMarker(figma: Figma, id: string): Promise<SceneNode | null> {
  const node = await findNode(figma, id)
  const { area } = readLiveChoice(readRecord(readJson(node?.getPluginData(dataKeys.recipe) ?? '')).live)
  const shape = area === null ? node : await findNode(figma, area.id)
  if (shape === null || shape.visible) return null
  shape.visible = true
  return shape
}
