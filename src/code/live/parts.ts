// What is read of the nodes of parts. Only read, never written (law 7).

import { type HolderStyle, type LayerPart, isLasting, isShown } from '../../core/live/part.ts'

/** How a layer that holds others is styled itself. A copy is styled the same, so this is read once. */
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

/** What lies in a node, from the lowest up: auto layouts may paint their first layer last. */
export function lowestFirst<T>(node: SceneNode, parts: readonly T[]): readonly T[] {
  return 'itemReverseZIndex' in node && node.itemReverseZIndex ? [...parts].reverse() : parts
}

export type Paints = readonly Paint[] | PluginAPI['mixed']

export function fillsOf(node: SceneNode): Paints {
  return 'fills' in node ? node.fills : []
}

/** Paints that can be assigned. A pattern, or what a later Figma knows, throws there (figma-audit I): a copy goes without. */
export function assignable(paints: Paints): readonly Paint[] {
  return typeof paints === 'symbol' ? [] : paints.filter(({ type }) => /^(SOLID|IMAGE|VIDEO|GRADIENT_\w+)$/.test(type))
}

/** Whether any of some paints is visible. Only a text has mixed paints, and some of it is painted. */
function hasVisiblePaint(paints: Paints): boolean {
  return typeof paints === 'symbol' || paints.some(({ visible, opacity }) => visible !== false && opacity !== 0)
}

/** @param fills those of the node, which were read before */
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
export function paintsItself(style: LayerStyle): boolean {
  return style.isPainted || hasVisiblePaint(style.strokes)
}

/** Whether anything that is seen of a part is picture. */
export function hasPicture(part: Part): boolean {
  if (part.role !== 'holds') return part.role === 'rest' && isShown(part)
  return paintsItself(layerStyleOf(part)) || part.parts.some(hasPicture)
}

/** The layers that are products, among these parts and in them. */
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

/** A mask cuts what lies above it, up to the next mask. Where it cuts something live it has to come along. */
export function withMasks(parts: readonly Part[]): readonly Part[] {
  return parts.map((part, index) => {
    if (part.role !== 'rest' || !isCutting(part)) return part
    const above = parts.slice(index + 1)
    const next = above.findIndex(isCutting)
    const cut = next < 0 ? above : above.slice(0, next)
    return cut.some(({ role }) => isLasting(role)) ? { ...part, role: 'mask' } : part
  })
}
