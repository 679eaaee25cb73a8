// Reduces a copy to one set of layers, the live ones or those of the picture, and takes the others away.

import { fillsOf, isBlending } from '../selection/paint.ts'
import type { Copy } from './copies.ts'
import { type Part, assignable, childrenOf, hasOwnPaint, hasPicture, layerStyleOf, productNodes, readLayerStyle } from './parts.ts'
import { type LayerSet, planRemoval } from '../../core/live/plan-removal.ts'

export function makeInvisible(node: SceneNode): void {
  if ('opacity' in node) node.opacity = 0
}

/** Makes the live layers and their shadows invisible. They keep their space in auto-layout, so that nothing else moves. */
export function hideLive({ part, counterpartOf }: Pick<Copy, 'part' | 'counterpartOf'>): void {
  if (part.role === 'live' || part.role === 'area') makeInvisible(counterpartOf(part.node))
  else for (const inner of part.parts) if (inner.role !== 'rest') hideLive({ part: inner, counterpartOf })
}

/**
 * Removes the effects of a holder that also contains picture layers. Its shadow falls from all its children and is already in the picture; a second
 * one, from the live layers, would be drawn over it.
 */
function clearShadows(holder: Part, counterpartOf: Copy['counterpartOf']): void {
  const { effects } = layerStyleOf(holder)
  if (effects.length === 0 || !hasPicture(holder)) return
  const node = counterpartOf(holder.node)
  if ('effects' in node) node.effects = effects.filter(({ type }) => type === 'LAYER_BLUR')
}

/** Removes a holder's own fills and strokes, because they belong to the picture. */
function clearPaint(holder: Part, counterpartOf: Copy['counterpartOf']): void {
  const { isPainted, strokes } = layerStyleOf(holder)
  if (!isPainted && strokes.length === 0) return
  const node = counterpartOf(holder.node)
  if (!('fills' in node) || node.type === 'SECTION') return
  if (isPainted) node.fills = []
  if (!('strokes' in node) || strokes.length === 0) return
  // Strokes that take up space in auto-layout stay, but invisible.
  const takesRoom = 'strokesIncludedInLayout' in node && node.strokesIncludedInLayout
  node.strokes = takesRoom ? assignable(strokes).map((paint) => ({ ...paint, opacity: 0 })) : []
}

function clearHolders(part: Part, counterpartOf: Copy['counterpartOf']): void {
  if (part.role !== 'holds' || part.seen?.isAllLive === true) return
  clearShadows(part, counterpartOf)
  clearPaint(part, counterpartOf)
  for (const inner of part.parts) if (inner.role === 'holds') clearHolders(inner, counterpartOf)
}

/**
 * Removes a product's drop shadow, which is already in the picture. In a product without paint of its own, also that of the lowest layer, whose
 * shadow falls on nothing else of the product.
 */
export function clearFallingShadow(node: SceneNode): void {
  if ('effects' in node && node.effects.some(({ type }) => type === 'DROP_SHADOW'))
    node.effects = node.effects.filter(({ type }) => type !== 'DROP_SHADOW')
  const lowest = childrenOf(node).find(({ visible }) => visible)
  if (lowest !== undefined && !hasOwnPaint(readLayerStyle(node, fillsOf(node)))) clearFallingShadow(lowest)
}

/**
 * On a copy made as a whole: hides its live layers, so that its part of the picture remains. Where a layer could be copied only with its instance,
 * the rest of the instance is removed.
 */
export function showPicture(part: Part, copy: Copy): void {
  hideLive({ part, counterpartOf: copy.counterpartOf })
  if (copy.root.id !== copy.node.id) keepOnlyLive(copy)
}

/**
 * Removes blending from the copy of a source: the copy lies on its own picture, in which the source was drawn blending with nothing. Also shows the
 * copy if the source is hidden by now, or a mask.
 */
export function unblend(node: SceneNode): void {
  if (!node.visible) node.visible = true
  if ('isMask' in node && node.isMask) node.isMask = false
  if (isBlending(node) && 'blendMode' in node) node.blendMode = 'NORMAL'
}

function removeAllBut(keep: LayerSet, { part, counterpartOf }: Copy): void {
  const plan = planRemoval(part, keep)
  // All are looked up before the first is removed, because counterparts are found by their index among the nodes of their type.
  const [removed, hidden] = [plan.remove.map(counterpartOf), plan.hide.map(counterpartOf)]
  hidden.forEach(makeInvisible)
  for (const node of removed) node.remove()
}

/** Leaves only the live layers and their holders. */
export function keepOnlyLive(copy: Copy): void {
  clearHolders(copy.part, copy.counterpartOf)
  for (const product of productNodes([copy.part])) clearFallingShadow(copy.counterpartOf(product))
  removeAllBut('live', copy)
}

/** Leaves only the layers of the picture, and the holders of live layers; the live layers themselves are copied elsewhere. */
export function removeLive(copy: Copy): void {
  removeAllBut('picture', copy)
}
