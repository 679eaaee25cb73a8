// Draws what contact layers are computed from: the picture under the products of a result, and the products alone.

import { translation } from '../../core/base/geometry.ts'
import { isLasting } from '../../core/live/part.ts'
import type { ContactLayerPictures } from '../../core/product/protocol.ts'
import { type Figma, dataKeys } from '../base/figma.ts'
import { createEmptyFrame, drawCopies, orFail, placeCopyOn } from '../live/export-layers.ts'
import type { MoveOffscreen, Offscreen } from '../live/offscreen.ts'
import { type Part, assignable, childrenOf, withMasks } from '../live/parts.ts'
import { keepOnlyLive } from '../live/remove-layers.ts'
import { productMark } from '../live/result-layers.ts'
import { exportAtSide } from '../picture/export-node.ts'
import { boxOf } from '../selection/levels.ts'
import { type Locked, pictureSide } from './products.ts'

/** A layer of a result reduced to its products. */
function productPart(node: SceneNode): Part {
  if (!node.visible) return { node, role: 'rest', parts: [] }
  if (productMark(node) !== '') return { node, role: 'product', parts: [] }
  const parts = childrenOf(node).map(productPart)
  return parts.some(({ role }) => isLasting(role)) ? { node, role: 'holds', parts: withMasks(parts) } : { node, role: 'rest', parts: [] }
}

/** Whether a layer of a result belongs above its picture: it is live, a scrim, or contains a product. */
export function isOverPicture(node: SceneNode): boolean {
  const part = node.getPluginData(dataKeys.part)
  return part === 'live' || part === 'scrim' || isLasting(productPart(node).role)
}

function isPicture(node: SceneNode): boolean {
  return !['edge', 'shadow', 'light'].includes(node.getPluginData(dataKeys.part)) && !isOverPicture(node)
}

/**
 * Two PNGs of the same size: the picture under the products, and the products alone, as they are in the result now. Both are drawn in the result's
 * own coordinates, so that a rotated result has no empty corners, and "down" is the result's own direction.
 */
export async function contactLayerPictures(figma: Figma, offscreen: Offscreen, { frame }: Locked): Promise<ContactLayerPictures> {
  const pose = { size: { width: frame.width, height: frame.height }, transform: frame.absoluteTransform }
  const { x, y } = boxOf(frame)
  const draw = (fill: (stage: FrameNode, add: MoveOffscreen) => void): Promise<Uint8Array> =>
    drawCopies({ figma, offscreen }, [frame], async (add) => {
      const stage = orFail(() => {
        const empty = createEmptyFrame(figma, add, pose, translation(x, y))
        fill(empty, add)
        return empty
      })
      return exportAtSide(stage, pictureSide)
    })
  const picture = await draw((stage, add) => {
    stage.fills = assignable(frame.fills)
    for (const node of frame.children)
      if (node.visible && isPicture(node)) placeCopyOn(figma, add, stage, { node, role: 'rest', parts: [] }, pose)
  })
  const product = await draw((stage, add) => {
    const parts = frame.children.map(productPart)
    for (const part of parts) if (isLasting(part.role)) keepOnlyLive(placeCopyOn(figma, add, stage, part, pose))
  })
  return { picture, product, size: pose.size }
}
