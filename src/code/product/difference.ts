// Why a product in a result may look other than its original, as far as its layers show it.

import { overlaps } from '../../core/base/box.ts'
import { type Affine, multiply, inverse } from '../../core/base/geometry.ts'
import type { ProductDifference } from '../../core/product/product.ts'
import { dataKeys } from '../base/figma.ts'
import { boxOf } from '../selection/levels.ts'

/** From a product up to the result, which is left out. */
function wayUp(frame: FrameNode, node: SceneNode): readonly SceneNode[] {
  const way: SceneNode[] = []
  for (let at: BaseNode | null = node; at !== null && at.id !== frame.id; at = at.parent) way.push(at as SceneNode)
  return way
}

/** Whether what lies under a layer is seen through it, or changes how it looks. */
function isMixing(node: SceneNode): boolean {
  return (
    !node.visible ||
    ('opacity' in node && node.opacity < 1) ||
    ('blendMode' in node && node.blendMode !== 'NORMAL' && node.blendMode !== 'PASS_THROUGH')
  )
}

function seesThrough(node: SceneNode): boolean {
  return isMixing(node) || ('effects' in node && node.effects.some(({ type, visible }) => type === 'BACKGROUND_BLUR' && visible))
}

/**
 * Over the product and none of what was laid there, or such that it mixes with what is under it. What stays live over a product
 * covers it in the source as well.
 */
function isCovered(frame: FrameNode, product: SceneNode): boolean {
  return wayUp(frame, product).some((node) => {
    const { parent } = node
    if (parent === null || !('children' in parent)) return false
    const isOutermost = parent.id === frame.id
    const children = parent.children as readonly SceneNode[]
    const above = children.slice(children.findIndex(({ id }) => id === node.id) + 1)
    return above.some((one) => {
      if (!one.visible || !overlaps(boxOf(one), boxOf(product))) return false
      return isOutermost && one.getPluginData(dataKeys.part) !== 'live' ? true : seesThrough(one)
    })
  })
}

function isSamePlace(a: Affine, b: Affine): boolean {
  return a.every((row, index) => row.every((value, column) => Math.abs(value - (b[index]?.[column] ?? 0)) < 0.01))
}

/** @param toPlane from the page to the plane of the source */
export function explainDifference(frame: FrameNode, copy: SceneNode, original: SceneNode, toPlane: Affine): ProductDifference {
  const here = multiply(inverse(frame.absoluteTransform), copy.absoluteTransform)
  const there = multiply(toPlane, original.absoluteTransform)
  const isSameSize = Math.abs(copy.width - original.width) < 0.01 && Math.abs(copy.height - original.height) < 0.01
  if (!isSameSize || !isSamePlace(here, there)) return 'moved'
  if ([frame, ...wayUp(frame, copy)].some(isMixing)) return 'mixed'
  return isCovered(frame, copy) ? 'covered' : 'edited'
}
