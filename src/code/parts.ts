// A source sorted into what stays live, what holds it, and the rest, which is picture. Only read, never written (law 7).

import { type Live, type LiveFacts, type NamedLayer, keepName, productName } from '../core/live.ts'

/**
 * `live`: with all that it holds. `product`: the same, and in the picture as well. `holds`: not live itself, but something in it is.
 * `mask`: cuts something that is live. `area`: the shape that marks an area, neither in the picture nor in the result.
 * `rest`: picture.
 */
export type Role = 'live' | 'product' | 'holds' | 'mask' | 'area' | 'rest'

/** Children are told for `holds` only, in the order of the layers. */
export type Part = { readonly node: SceneNode; readonly role: Role; readonly parts: readonly Part[] }

const vectorTypes: readonly NodeType[] = ['VECTOR', 'BOOLEAN_OPERATION', 'STAR', 'POLYGON', 'LINE']
const shapeTypes: readonly NodeType[] = [...vectorTypes, 'ELLIPSE', 'RECTANGLE']

/** Icons are drawn at up to this many pixels. */
const iconSide = 64

export const childrenOf = (node: SceneNode): readonly SceneNode[] => ('children' in node ? node.children : [])

const isImage = (node: SceneNode): boolean =>
  'fills' in node && typeof node.fills !== 'symbol' && node.fills.some((fill) => fill.type === 'IMAGE' && fill.visible !== false)

const isOfShapes = (node: SceneNode): boolean => {
  const shown = childrenOf(node).filter((child) => child.visible)
  return shown.length === 0
    ? shapeTypes.includes(node.type) && !isImage(node)
    : node.type === 'BOOLEAN_OPERATION' || shown.every(isOfShapes)
}

/** Small, of shapes only, and one of them drawn by hand: else it would be a dot or a button. */
const isIcon = (node: SceneNode): boolean =>
  'children' in node &&
  node.type !== 'SECTION' &&
  Math.max(node.width, node.height) <= iconSide &&
  node.findAllWithCriteria({ types: ['VECTOR', 'BOOLEAN_OPERATION', 'STAR', 'POLYGON', 'LINE'] }).length > 0 &&
  isOfShapes(node)

/** More would not be read by anybody. */
const candidatesAtMost = 30

/** What may be told to be a product without being searched for: the layers one sees first, the uppermost before all. */
const candidatesOf = (layers: readonly SceneNode[], live: Live): readonly NamedLayer[] => {
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

const textsIn = (node: SceneNode): number => ('children' in node ? node.findAllWithCriteria({ types: ['TEXT'] }).length : 0)

/** What one layer is by itself; `descend` where its children decide. */
const roleOf = (node: SceneNode, live: Live, counts: Counts): Role | 'descend' => {
  const { id, type, name } = node
  if (live.area?.id === id) {
    counts.area = { id, name }
    return 'area'
  }
  if ('isMask' in node && node.isMask) {
    counts.stuck += type === 'TEXT' ? 1 : textsIn(node)
    return 'rest'
  }
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
  if (vectorTypes.includes(type) || isIcon(node)) {
    counts.vectors += 1
    if (live.vectors) return 'live'
    counts.stuck += type === 'BOOLEAN_OPERATION' ? textsIn(node) : 0
    return 'rest'
  }
  if (isImage(node)) counts.images += 1
  return 'children' in node ? 'descend' : 'rest'
}

export const isLasting = (role: Role): boolean => role === 'live' || role === 'product' || role === 'holds'

/** A mask cuts what lies above it, up to the next mask. Where it cuts something live it has to come along. */
export const withMasks = (parts: readonly Part[]): readonly Part[] =>
  parts.map((part, index) => {
    const { node, role } = part
    if (role !== 'rest' || !('isMask' in node) || !node.isMask || !node.visible) return part
    const above = parts.slice(index + 1)
    const next = above.findIndex((other) => 'isMask' in other.node && other.node.isMask)
    const cut = next < 0 ? above : above.slice(0, next)
    return cut.some((other) => isLasting(other.role)) ? { ...part, role: 'mask' } : part
  })

const holding = (node: SceneNode, live: Live, counts: Counts): Part => {
  const parts = childrenOf(node).map((child) => sortOne(child, live, counts))
  const isHolding = parts.some(({ role }) => isLasting(role) || role === 'area')
  return isHolding ? { node, role: 'holds', parts: withMasks(parts) } : { node, role: 'rest', parts: [] }
}

const sortOne = (node: SceneNode, live: Live, counts: Counts): Part => {
  if (!node.visible) return { node, role: 'rest', parts: [] }
  const role = roleOf(node, live, counts)
  if (role === 'descend') return holding(node, live, counts)
  if (role === 'live' || role === 'product') counts.live += 1
  return { node, role, parts: [] }
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
export const sortLayers = (layers: readonly SceneNode[], live: Live, isScene: boolean): Sorted => {
  const counts: Counts = { texts: 0, vectors: 0, stuck: 0, images: 0, live: 0, kept: [], products: [], area: null }
  const parts = layers.map((layer) => (isScene ? sortOne(layer, live, counts) : holding(layer, live, counts)))
  return { parts, facts: counts, candidates: () => candidatesOf(isScene ? layers : layers.flatMap(childrenOf), live) }
}
