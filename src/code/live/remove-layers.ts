// On a copy: leaves one set of layers, what stays live or what is picture, and takes the other away.

import type { Copy } from './copies.ts'
import {
  type Part,
  assignable,
  childrenOf,
  fillsOf,
  hasPicture,
  layerStyleOf,
  paintsItself,
  productNodes,
  readLayerStyle,
} from './parts.ts'
import { type LayerSet, planRemoval } from '../../core/live/plan-removal.ts'
import { isBlending } from './stuck.ts'

export function makeInvisible(node: SceneNode): void {
  if ('opacity' in node) node.opacity = 0
}

/** Makes what is live invisible, with its shadows. It goes on taking its room, so that nothing else moves up. */
export function hideLive({ part, counterpartOf }: Pick<Copy, 'part' | 'counterpartOf'>): void {
  if (part.role === 'live' || part.role === 'area') makeInvisible(counterpartOf(part.node))
  else for (const inner of part.parts) if (inner.role !== 'rest') hideLive({ part: inner, counterpartOf })
}

/**
 * A layer's shadow falls from all that it holds. Where some of that is picture, the shadow is in the picture already, and a second one
 * from what is live would fall over it.
 */
function clearShadows(holder: Part, counterpartOf: Copy['counterpartOf']): void {
  const { effects } = layerStyleOf(holder)
  if (effects.length === 0 || !hasPicture(holder)) return
  const node = counterpartOf(holder.node)
  if ('effects' in node) node.effects = effects.filter(({ type }) => type === 'LAYER_BLUR')
}

/** The own fills and strokes of a layer that holds something live are picture. */
function clearPaint(holder: Part, counterpartOf: Copy['counterpartOf']): void {
  const { isPainted, strokes } = layerStyleOf(holder)
  if (!isPainted && strokes.length === 0) return
  const node = counterpartOf(holder.node)
  if (!('fills' in node) || node.type === 'SECTION') return
  if (isPainted) node.fills = []
  if (!('strokes' in node) || strokes.length === 0) return
  // Strokes that take room in an auto layout go on taking it.
  const takesRoom = 'strokesIncludedInLayout' in node && node.strokesIncludedInLayout
  node.strokes = takesRoom ? assignable(strokes).map((paint) => ({ ...paint, opacity: 0 })) : []
}

function clearHolders(part: Part, counterpartOf: Copy['counterpartOf']): void {
  if (part.role !== 'holds' || part.seen?.isAllLive === true) return
  clearShadows(part, counterpartOf)
  clearPaint(part, counterpartOf)
  for (const inner of part.parts) if (inner.role === 'holds') clearHolders(inner, counterpartOf)
}

/** What falls from a product is in the picture. Of what lies in it the lowest casts its shadow on nothing else of the product. */
export function clearFallingShadow(node: SceneNode): void {
  if ('effects' in node && node.effects.some(({ type }) => type === 'DROP_SHADOW'))
    node.effects = node.effects.filter(({ type }) => type !== 'DROP_SHADOW')
  const lowest = childrenOf(node).find(({ visible }) => visible)
  if (lowest !== undefined && !paintsItself(readLayerStyle(node, fillsOf(node)))) clearFallingShadow(lowest)
}

/**
 * On a copy of a layer as a whole: hides what of it is live, so that its picture is left. Where Figma copies no layer of an instance by
 * itself, that layer is all that is left of the instance.
 */
export function showPicture(part: Part, copy: Copy): void {
  hideLive({ part, counterpartOf: copy.counterpartOf })
  if (copy.root.id !== copy.node.id) keepOnlyLive(copy)
}

/**
 * The copy of a source lies on its own picture, which shows already how the source blends with nothing. It is seen, though the source may
 * be hidden by now, or a mask.
 */
export function unblend(node: SceneNode): void {
  if (!node.visible) node.visible = true
  if ('isMask' in node && node.isMask) node.isMask = false
  if (isBlending(node) && 'blendMode' in node) node.blendMode = 'NORMAL'
}

function removeAllBut(keep: LayerSet, { part, counterpartOf }: Copy): void {
  const plan = planRemoval(part, keep)
  // All are looked up before the first one is removed: counterparts are found by their place among all of their type.
  const [removed, hidden] = [plan.remove.map(counterpartOf), plan.hide.map(counterpartOf)]
  hidden.forEach(makeInvisible)
  for (const node of removed) node.remove()
}

/** Leaves only what is live, and what holds it. */
export function keepOnlyLive(copy: Copy): void {
  clearHolders(copy.part, copy.counterpartOf)
  for (const product of productNodes([copy.part])) clearFallingShadow(copy.counterpartOf(product))
  removeAllBut('live', copy)
}

/** Leaves only what is picture, and what holds something live: that stands elsewhere, and not here a second time. */
export function removeLive(copy: Copy): void {
  removeAllBut('picture', copy)
}
