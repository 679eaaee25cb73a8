// Finds layers that would look different over a picture than in their source, as far as the structure of the source shows it. The other cases are
// found by drawing (`trial.ts`).

import { intersection } from '../../core/base/box.ts'
import type { Box } from '../../core/base/geometry.ts'
import { isShown } from '../../core/live/part.ts'
import type { StuckLayer } from '../../core/live/stuck.ts'
import { boxOf, renderBoundsOf } from '../selection/levels.ts'
import { fillsOf, hasEffect, isBlending } from '../selection/paint.ts'
import { type Part, childrenOf, hasOwnPaint, layerStyleOf, lowestFirst } from './parts.ts'

/** In canvas px; an overlap smaller than this is just the edge of a neighbour. */
const leastCover = 1

function isFading(node: SceneNode): boolean {
  return ('opacity' in node && node.opacity < 1) || hasEffect(node, 'LAYER_BLUR')
}

function hidesAll({ visible = true, opacity = 1, blendMode = 'NORMAL', ...paint }: Paint): boolean {
  return (
    visible &&
    opacity === 1 &&
    blendMode === 'NORMAL' &&
    (paint.type === 'SOLID' || ('gradientStops' in paint && paint.gradientStops.every(({ color }) => color.a === 1)))
  )
}

/** An image fill does not count, as it may be transparent. */
export function hasOpaqueFill(node: SceneNode): boolean {
  const fills = fillsOf(node)
  return typeof fills !== 'symbol' && fills.some(hidesAll)
}

/** Whether a layer hides everything under its box, except at rounded corners. */
export function isOpaque(node: SceneNode): boolean {
  return /FRAME|RECT|INST|COMP|SECT/.test(node.type) && !isFading(node) && !isBlending(node) && hasOpaqueFill(node)
}

/** The box that a layer paints; its own box where Figma gives no render bounds. */
export function paintBox(node: SceneNode): Box {
  return renderBoundsOf(node) ?? boxOf(node)
}

/** Visits the layers from the top down, so that everything that may cover a layer is known before it. */
export function stuckLayers(layers: readonly Part[], isScene: boolean): readonly StuckLayer[] {
  const stuck: StuckLayer[] = []
  const covers: Box[] = []

  const isCovered = (node: SceneNode): boolean =>
    covers.some((cover) => {
      const { width, height } = intersection(cover, paintBox(node))
      return width > leastCover && height > leastCover
    })

  /**
   * A layer that fades or blends and has paint of its own: the picture shows it faded or blended as a whole, and the same would be applied again to
   * the live layers.
   */
  const whyStuck = (part: Part, isRoot: boolean): StuckLayer['why'] | null => {
    const { node, role } = part
    if (role === 'live') return isCovered(node) ? 'covered' : null
    if (role !== 'holds' || !hasOwnPaint(layerStyleOf(part))) return null
    if (isFading(node)) return 'fades'
    // The picture does not contain what the source itself lies on, so its blending does not count.
    return isBlending(node) && !isRoot ? 'blends' : null
  }

  const visit = (part: Part, isSolid: boolean, isRoot: boolean): void => {
    const { node, role, parts } = part
    if (!isShown(part) || role === 'product' || role === 'mask' || role === 'area') return
    const why = whyStuck(part, isRoot)
    if (why !== null) stuck.push({ id: node.id, name: node.name, why })
    if (why !== null || role === 'live') return
    const isSolidIn = isSolid && !isFading(node) && !isBlending(node) && !parts.some(({ seen }) => seen?.isMask)
    const upwards = lowestFirst(node, parts)
    for (let index = upwards.length - 1; index >= 0; index--) visit(upwards[index] ?? part, isSolidIn, false)
    const [[a, b]] = node.absoluteTransform
    // Limited to what it paints, as parents may clip it; its shadow covers nothing.
    if (isSolid && a * b === 0 && isOpaque(node)) covers.push(intersection(boxOf(node), paintBox(node)))
  }

  for (const part of [...layers].reverse()) visit(part, true, !isScene)
  return stuck
}

/** Whether a layer depends on what lies under it: it blends with that, or blurs it. */
export function needsGround(node: SceneNode): boolean {
  return node.visible && (isBlending(node) || hasEffect(node, 'BACKGROUND_BLUR') || childrenOf(node).some(needsGround))
}
