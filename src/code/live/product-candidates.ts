// The layers offered to the user as possible products, found without searching the whole source.

import { type PlacedLayer, keepName, productName } from '../../core/live/live.ts'
import { boxOf } from '../selection/levels.ts'
import { isImage, isText } from './layer-kinds.ts'
import { fillsOf } from '../selection/paint.ts'
import { childrenOf } from './parts.ts'

/** A longer list would not be read. */
const maxCandidates = 30

export function placed(node: SceneNode): PlacedLayer {
  const { x, y, width, height } = boxOf(node)
  const isObject = childrenOf(node).length > 0 || isImage(fillsOf(node))
  return { id: node.id, name: node.name, box: { x, y, width, height }, isObject }
}

/**
 * @param layers the direct children of the source, lowest first
 * @param areaId the layer that marks an area, which is never a product
 * @returns topmost first, without texts, hidden layers, and layers that stay live by their name
 */
export function productCandidates(layers: readonly SceneNode[], areaId: string | null): readonly PlacedLayer[] {
  const candidates: PlacedLayer[] = []
  for (let index = layers.length - 1; index >= 0 && candidates.length < maxCandidates; index--) {
    const layer = layers[index]
    if (layer === undefined || !layer.visible || isText(layer) || layer.id === areaId) continue
    const { name } = layer
    if (!name.startsWith(keepName) && !name.startsWith(productName)) candidates.push(placed(layer))
  }
  return candidates
}
