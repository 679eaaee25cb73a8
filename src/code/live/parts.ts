// A part is a layer of a source with its role: what stays live, what holds it, and the rest, which is picture. Parts form a tree.

import type { NamedLayer } from '../../core/selection/subject.ts'

/**
 * `live`: with all that it holds. `product`: the same, and in the picture as well. `holds`: not live itself, but something in it is.
 * `mask`: cuts something that is live. `area`: the shape that marks an area, neither in the picture nor in the result.
 * `rest`: picture.
 */
export type Role = 'live' | 'product' | 'holds' | 'mask' | 'area' | 'rest'

/** How a layer that holds others is styled itself. A copy is styled the same, so this is read once. */
export type LayerStyle = {
  readonly isPainted: boolean
  readonly strokes: readonly Paint[]
  readonly effects: readonly Effect[]
  readonly hasAutoLayout: boolean
}

/** What was read of a node while it was sorted. Each read leaves the sandbox, and there are thousands of layers, so none is repeated. */
export type Seen = {
  readonly isVisible: boolean
  readonly isMask: boolean
  /** What it is counted as, unless a person or its name has marked it. */
  readonly kind: 'text' | 'vector' | 'image' | 'other'
  /** Set for a layer that a person or its name has marked. */
  readonly marked: NamedLayer | null
  /** How many texts are part of it as a shape or a mask, and so cannot be lifted. */
  readonly stuckTexts: number
  /** Set for a layer that holds something live. */
  readonly style: LayerStyle | null
  /** Whether nothing of a layer that holds something live is picture. */
  readonly isAllLive: boolean
}

/**
 * `parts` are the children in the order of the layers, unless the role of this layer holds for all of them. `seen` is missing where a
 * part was not made by sorting; what is needed of its node is read then.
 */
export type Part<Node = SceneNode> = {
  readonly node: Node
  readonly role: Role
  readonly parts: readonly Part<Node>[]
  readonly seen?: Seen
}

export function childrenOf(node: SceneNode): readonly SceneNode[] {
  return 'children' in node ? node.children : []
}

export type Paints = readonly Paint[] | PluginAPI['mixed']

export function fillsOf(node: SceneNode): Paints {
  return 'fills' in node ? node.fills : []
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

export function isShown({ node, seen }: Part<{ readonly visible: boolean }>): boolean {
  return seen?.isVisible ?? node.visible
}

/** Whether anything that is seen of a part is picture. */
export function hasPicture(part: Part): boolean {
  if (part.role !== 'holds') return part.role === 'rest' && isShown(part)
  const { isPainted, strokes } = layerStyleOf(part)
  return isPainted || hasVisiblePaint(strokes) || part.parts.some(hasPicture)
}

/** Whether a part of this role stands over the picture, or holds something that does. */
export function isLasting(role: Role): boolean {
  return role === 'live' || role === 'product' || role === 'holds'
}

/** The layers that are products, among these parts and in them. */
export function productNodes(parts: readonly Part[]): readonly SceneNode[] {
  const products: SceneNode[] = []
  for (const { node, role, parts: inner } of parts) {
    if (role === 'product') products.push(node)
    else if (role === 'holds') products.push(...productNodes(inner))
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
