// Why a layer cannot be restyled. Must be cheap, because every layer of a selection is checked at every click.

import { minSourceSide } from '../../core/picture/registration.ts'
import type { Unfit } from '../../core/selection/protocol.ts'
import { dataKeys } from '../base/figma.ts'
import { boundsSize } from '../picture/export-node.ts'
import { paintsItself } from './paint.ts'

/** Whether neither the node nor any of its ancestors is hidden. */
function isVisible(node: SceneNode): boolean {
  for (let layer: BaseNode | null = node; layer !== null; layer = layer.parent) if ('visible' in layer && !layer.visible) return false
  return true
}

/** Limit of layers to search for paint. A node with more is assumed to have some. */
const searchedAtMost = 300

/** Whether anything of the node would be visible in a picture. */
function paintsAnything(node: SceneNode): boolean {
  const open: SceneNode[] = [node]
  for (let searched = 0; searched < searchedAtMost; searched++) {
    const layer = open.pop()
    if (layer === undefined) return false
    if (!layer.visible) continue
    if (paintsItself(layer)) return true
    if ('children' in layer) open.push(...layer.children)
  }
  return true
}

/** Null when the node can be restyled. */
export function unfitReason(node: SceneNode): Unfit | null {
  if (node.type === 'SLICE') return 'slice'
  if (!('exportAsync' in node)) return 'not-drawable'
  if (node.getPluginData(dataKeys.task) !== '') return 'placeholder'
  if (!isVisible(node)) return 'invisible'
  const size = boundsSize(node)
  if (size === null) return 'not-drawable'
  if (Math.min(size.width, size.height) < minSourceSide) return 'too-small'
  return paintsAnything(node) ? null : 'empty'
}
