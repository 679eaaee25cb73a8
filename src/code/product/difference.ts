// Explains why a product in a result may look different from its original, as far as its layers show it.

import { overlaps } from '../../core/base/box.ts'
import { type Affine, inverse, isSameLength, multiply } from '../../core/base/geometry.ts'
import type { ProductDifference } from '../../core/product/product.ts'
import { dataKeys } from '../base/figma.ts'
import { boxOf } from '../selection/levels.ts'
import { hasEffect, isBlending } from '../selection/paint.ts'

/** The node and its ancestors, up to but without the result. */
function withAncestors(frame: FrameNode, node: SceneNode): readonly SceneNode[] {
  const path: SceneNode[] = []
  for (let at: BaseNode | null = node; at !== null && at.id !== frame.id; at = at.parent) path.push(at as SceneNode)
  return path
}

/** Whether a layer is transparent or blends with what lies under it. */
function letsThrough(node: SceneNode): boolean {
  return !node.visible || ('opacity' in node && node.opacity < 1) || isBlending(node)
}

/** Whether what lies under a layer is visible through it, sharp or blurred. */
function showsWhatIsUnder(node: SceneNode): boolean {
  return letsThrough(node) || hasEffect(node, 'BACKGROUND_BLUR')
}

/**
 * Whether a layer added after the picture came covers the product or changes how it looks. Live layers over a product cover it in the source as well,
 * so inside them only a layer that shows what is under it counts.
 */
function isCovered(frame: FrameNode, product: SceneNode): boolean {
  return withAncestors(frame, product).some((node) => {
    const { parent } = node
    if (parent === null || !('children' in parent)) return false
    const isOutermost = parent.id === frame.id
    const children = parent.children as readonly SceneNode[]
    const above = children.slice(children.findIndex(({ id }) => id === node.id) + 1)
    return above.some((one) => {
      if (!one.visible || !overlaps(boxOf(one), boxOf(product))) return false
      return (isOutermost && one.getPluginData(dataKeys.part) !== 'live') || showsWhatIsUnder(one)
    })
  })
}

function isSamePlace(a: Affine, b: Affine, farthest: number): boolean {
  return a.every((row, index) => row.every((value, column) => isSameLength(value, b[index]?.[column] ?? 0, farthest)))
}

/** The largest coordinate that positions these nodes, by magnitude. */
function farthestOf(nodes: readonly SceneNode[]): number {
  return Math.max(...nodes.flatMap(({ absoluteTransform: [[, , x], [, , y]] }) => [Math.abs(x), Math.abs(y)]))
}

/** The first reason that the layers show. `toPlane` maps page coordinates to those of the source. */
export function explainDifference(frame: FrameNode, copy: SceneNode, original: SceneNode, toPlane: Affine): ProductDifference {
  const here = multiply(inverse(frame.absoluteTransform), copy.absoluteTransform)
  const there = multiply(toPlane, original.absoluteTransform)
  const isSameSize = isSameLength(copy.width, original.width) && isSameLength(copy.height, original.height)
  if (!isSameSize || !isSamePlace(here, there, farthestOf([frame, copy, original]))) return 'moved'
  if ([frame, ...withAncestors(frame, copy)].some(letsThrough)) return 'mixed'
  return isCovered(frame, copy) ? 'covered' : 'edited'
}
