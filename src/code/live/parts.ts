// A source sorted into what stays live, what holds it, and the rest, which is picture. Only read, never written (law 7).

import { type LiveFacts, keepName, productName } from '../../core/live/live.ts'
import type { NamedLayer } from '../../core/selection/subject.ts'
import type { LiveChoice } from '../../core/recipe/live-choice.ts'

/**
 * `live`: with all that it holds. `product`: the same, and in the picture as well. `holds`: not live itself, but something in it is.
 * `mask`: cuts something that is live. `area`: the shape that marks an area, neither in the picture nor in the result.
 * `rest`: picture.
 */
export type Role = 'live' | 'product' | 'holds' | 'mask' | 'area' | 'rest'

/** How a layer that holds others looks by itself. A copy looks the same, so this is read once. */
export type LayerStyle = {
  readonly isPainted: boolean
  readonly strokes: readonly Paint[]
  readonly effects: readonly Effect[]
  readonly isLaidOut: boolean
}

/**
 * Children are told for `holds` only, in the order of the layers. The rest is what was read of the node already: each read is a way
 * out of the sandbox, and there are thousands of layers.
 */
export type Part = {
  readonly node: SceneNode
  readonly role: Role
  readonly parts: readonly Part[]
  readonly isVisible?: boolean | undefined
  readonly isMask?: boolean
  readonly look?: LayerStyle | undefined
  /** Nothing that it holds is picture. */
  readonly isWhole?: boolean | undefined
}

const vectorTypes: readonly NodeType[] = ['VECTOR', 'BOOLEAN_OPERATION', 'STAR', 'POLYGON', 'LINE']
const shapeTypes: readonly NodeType[] = [...vectorTypes, 'ELLIPSE', 'RECTANGLE']

/** Icons are drawn at up to this many pixels. */
const iconSide = 64

export function childrenOf(node: SceneNode): readonly SceneNode[] {
  return 'children' in node ? node.children : []
}

type Paints = readonly Paint[] | PluginAPI['mixed']

function fillsOf(node: SceneNode): Paints {
  return 'fills' in node ? node.fills : []
}

function isImage(fills: Paints): boolean {
  return typeof fills !== 'symbol' && fills.some((fill) => fill.type === 'IMAGE' && fill.visible !== false)
}

/** Whether anything of some paints shows. */
function arePainted(paints: Paints): boolean {
  return typeof paints === 'symbol' || paints.some(({ visible, opacity }) => visible !== false && opacity !== 0)
}

function readLayerStyle(node: SceneNode, fills: Paints): LayerStyle {
  return {
    isPainted: arePainted(fills),
    strokes: 'strokes' in node ? node.strokes : [],
    effects: 'effects' in node ? node.effects : [],
    isLaidOut: 'layoutMode' in node && node.layoutMode !== 'NONE',
  }
}

export function layerStyleOf({ node, look }: Part): LayerStyle {
  return look ?? readLayerStyle(node, fillsOf(node))
}

export function isShown({ node, isVisible }: Part): boolean {
  return isVisible ?? node.visible
}

/** Whether anything that is picture is seen in a part. */
export function hasPicture(part: Part): boolean {
  if (part.role !== 'holds') return part.role === 'rest' && isShown(part)
  const { isPainted, strokes } = layerStyleOf(part)
  return isPainted || arePainted(strokes) || part.parts.some(hasPicture)
}

function isOfShapes(node: SceneNode): boolean {
  const shown = childrenOf(node).filter((child) => child.visible)
  return shown.length === 0
    ? shapeTypes.includes(node.type) && !isImage(fillsOf(node))
    : node.type === 'BOOLEAN_OPERATION' || shown.every(isOfShapes)
}

/** Small, of shapes only, and one of them drawn by hand: else it would be a dot or a button. */
function isIcon(node: SceneNode, children: readonly SceneNode[]): boolean {
  return (
    'children' in node &&
    node.type !== 'SECTION' &&
    children.length > 0 &&
    // Told without a read, as the type of a layer comes with it. A text that does not show is none.
    !children.some((child) => child.type === 'TEXT' && child.visible) &&
    Math.max(node.width, node.height) <= iconSide &&
    node.findAllWithCriteria({ types: [...vectorTypes] }).length > 0 &&
    isOfShapes(node)
  )
}

/** More would not be read by anybody. */
const candidatesAtMost = 30

/** What may be told to be a product without being searched for: the layers one sees first, the uppermost before all. */
function candidatesOf(layers: readonly SceneNode[], live: LiveChoice): readonly NamedLayer[] {
  const found: NamedLayer[] = []
  for (let index = layers.length - 1; index >= 0 && found.length < candidatesAtMost; index--) {
    const layer = layers[index]
    if (layer === undefined || !layer.visible || layer.type === 'TEXT' || layer.id === live.area?.id) continue
    const { id, name } = layer
    if (!name.startsWith(keepName) && !name.startsWith(productName)) found.push({ id, name })
  }
  return found
}

type Counts = { -readonly [Name in 'texts' | 'vectors' | 'stuck' | 'images' | 'live']: number } & {
  readonly kept: NamedLayer[]
  readonly products: NamedLayer[]
  area: NamedLayer | null
}

function textsIn(node: SceneNode): number {
  return 'children' in node ? node.findAllWithCriteria({ types: ['TEXT'] }).length : 0
}

/** What one layer that is no mask is by itself; `open` where what it holds decides. */
function roleOf(node: SceneNode, children: readonly SceneNode[], live: LiveChoice, counts: Counts): Role | 'open' {
  const { id, type, name } = node
  if (live.products.includes(id) || name.startsWith(productName)) {
    counts.products.push({ id, name })
    return 'product'
  }
  if (live.kept.includes(id) || name.startsWith(keepName)) {
    counts.kept.push({ id, name })
    return 'live'
  }
  if (type === 'TEXT') {
    counts.texts += 1
    return live.texts ? 'live' : 'rest'
  }
  if (vectorTypes.includes(type) || isIcon(node, children)) {
    counts.vectors += 1
    if (live.vectors) return 'live'
    counts.stuck += type === 'BOOLEAN_OPERATION' ? textsIn(node) : 0
    return 'rest'
  }
  return 'open'
}

export function isLasting(role: Role): boolean {
  return role === 'live' || role === 'product' || role === 'holds'
}

function isCutting(part: Part): boolean {
  return part.isMask ?? ('isMask' in part.node && part.node.isMask && isShown(part))
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

const nothing: readonly Part[] = []

/** Written out, here and below: spreading thousands of parts costs more than to read the layers. */
function shown(node: SceneNode, role: Role): Part {
  return { node, role, parts: nothing, isVisible: true, isMask: false }
}

function holding(node: SceneNode, fills: Paints, children: readonly SceneNode[], live: LiveChoice, counts: Counts): Part {
  const parts = withMasks(children.map((child) => sortOne(child, live, counts)))
  if (!parts.some(({ role }) => isLasting(role) || role === 'area')) return shown(node, 'rest')
  const look = readLayerStyle(node, fills)
  const isWhole =
    !look.isPainted &&
    look.strokes.length === 0 &&
    parts.every(({ role, isWhole: isInner }) => (role === 'holds' ? isInner : isLasting(role)))
  return { node, role: 'holds', parts, isVisible: true, isMask: false, look, isWhole }
}

function sortOne(node: SceneNode, live: LiveChoice, counts: Counts): Part {
  if (!node.visible) return { node, role: 'rest', parts: nothing, isVisible: false, isMask: false }
  if (live.area?.id === node.id) {
    counts.area = { id: node.id, name: node.name }
    return shown(node, 'area')
  }
  if ('isMask' in node && node.isMask) {
    counts.stuck += node.type === 'TEXT' ? 1 : textsIn(node)
    return { ...shown(node, 'rest'), isMask: true }
  }
  const children = childrenOf(node)
  const role = roleOf(node, children, live, counts)
  if (role === 'live' || role === 'product') counts.live += 1
  if (role !== 'open') return shown(node, role)
  const fills = fillsOf(node)
  if (isImage(fills)) counts.images += 1
  return holding(node, fills, children, live, counts)
}

export type Sorted = {
  readonly parts: readonly Part[]
  readonly facts: Omit<LiveFacts, 'candidates'>
  readonly candidates: () => LiveFacts['candidates']
}

/**
 * @param layers one node, which is what is restyled and so never live itself; or the layers of a scene, each of which may be
 * @returns a part for each of the layers
 */
export function sortLayers(layers: readonly SceneNode[], live: LiveChoice, isScene: boolean): Sorted {
  const counts: Counts = { texts: 0, vectors: 0, stuck: 0, images: 0, live: 0, kept: [], products: [], area: null }
  const parts = layers.map((layer) =>
    isScene ? sortOne(layer, live, counts) : holding(layer, fillsOf(layer), childrenOf(layer), live, counts),
  )
  return { parts, facts: counts, candidates: () => candidatesOf(isScene ? layers : layers.flatMap(childrenOf), live) }
}
