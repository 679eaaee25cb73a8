// Reads from the nodes of parts what the other files need. Only reads, never writes (law 7).

import { type HolderStyle, type LayerPart, isLasting, isShown } from '../../core/live/part.ts'
import { type Paints, fillsOf, hasVisiblePaint } from '../selection/paint.ts'

/** The style of a layer that holds others. A copy has the same style, so it is read once. */
export type LayerStyle = HolderStyle & {
  readonly isPainted: boolean
  readonly strokes: readonly Paint[]
  readonly effects: readonly Effect[]
}

/** A layer of a source with its role. */
export type Part = LayerPart<SceneNode, LayerStyle>

export function childrenOf(node: SceneNode): readonly SceneNode[] {
  return 'children' in node ? node.children : []
}

/** The parts of a node, lowest first: an auto-layout frame may paint its first child on top. */
export function lowestFirst<T>(node: SceneNode, parts: readonly T[]): readonly T[] {
  return 'itemReverseZIndex' in node && node.itemReverseZIndex ? [...parts].reverse() : parts
}

/**
 * The paints that can be assigned to a node. Assigning a pattern, or a type that a later Figma adds, throws (figma-audit I), so the copy goes without
 * it.
 */
export function assignable(paints: Paints): readonly Paint[] {
  return typeof paints === 'symbol' ? [] : paints.filter(({ type }) => /^(SOLID|IMAGE|VIDEO|GRADIENT_\w+)$/.test(type))
}

/** @param fills the fills of the node, which the caller has already read */
export function readLayerStyle(node: SceneNode, fills: Paints): LayerStyle {
  return {
    isPainted: hasVisiblePaint(fills),
    strokes: 'strokes' in node ? node.strokes : [],
    effects: 'effects' in node ? node.effects : [],
    hasAutoLayout: 'layoutMode' in node && node.layoutMode !== 'NONE',
  }
}

export function layerStyleOf({ node, seen }: Part): LayerStyle {
  return seen?.style ?? readLayerStyle(node, fillsOf(node))
}

/** Whether a layer draws anything besides what it holds. */
export function hasOwnPaint(style: LayerStyle): boolean {
  return style.isPainted || hasVisiblePaint(style.strokes)
}

/** Whether anything visible of a part belongs to the picture. */
export function hasPicture(part: Part): boolean {
  if (part.role !== 'holds') return part.role === 'rest' && isShown(part)
  return hasOwnPaint(layerStyleOf(part)) || part.parts.some(hasPicture)
}

/** The product layers among these parts, at any depth. */
export function productNodes(parts: readonly Part[]): readonly SceneNode[] {
  const products: SceneNode[] = []
  for (const part of parts) {
    if (part.role === 'product') products.push(part.node)
    else if (part.role === 'holds') products.push(...productNodes(part.parts))
  }
  return products
}

function isCutting({ node, seen }: Part): boolean {
  return seen?.isMask ?? ('isMask' in node && node.isMask && node.visible)
}

/** Marks the masks that must be copied. A mask clips the layers above it, up to the next mask; where it clips a live layer, it has to come along. */
export function withMasks(parts: readonly Part[]): readonly Part[] {
  return parts.map((part, index) => {
    if (part.role !== 'rest' || !isCutting(part)) return part
    const above = parts.slice(index + 1)
    const next = above.findIndex(isCutting)
    const cut = next < 0 ? above : above.slice(0, next)
    return cut.some(({ role }) => isLasting(role)) ? { ...part, role: 'mask' } : part
  })
}
