// The shape that marked an area of a source: hidden with the first result of it, and shown again.

import { readJson, readRecord } from '../../core/base/read.ts'
import { readLiveChoice } from '../../core/recipe/live-choice.ts'
import { type Figma, attempt, dataKeys, findNode } from '../base/figma.ts'
import { isImage } from './layer-kinds.ts'
import { childrenOf, fillsOf } from './parts.ts'

/** What holds layers or an image is more than a mark, and stays in view. @returns whether the shape was hidden */
export function hideMarker(shape: SceneNode): boolean {
  if (!shape.visible || isImage(fillsOf(shape)) || (shape.type !== 'BOOLEAN_OPERATION' && childrenOf(shape).length > 0)) return false
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
