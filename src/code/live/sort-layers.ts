// Sorts the layers of a source into parts: what stays live, what holds it, and the rest. Only reads, never writes (law 7).

import { type Role, type Seen, isLasting } from '../../core/live/part.ts'
import { keepName, productName } from '../../core/live/live.ts'
import type { LiveChoice } from '../../core/recipe/live-choice.ts'
import { isIcon, isImage, isText, isVector } from './layer-kinds.ts'
import { type Paints, fillsOf } from '../selection/paint.ts'
import { type LayerStyle, type Part, childrenOf, readLayerStyle, withMasks } from './parts.ts'

const none: readonly Part[] = []

const plain: Seen<LayerStyle> = {
  isVisible: true,
  isMask: false,
  kind: 'other',
  marked: null,
  notLiftableTexts: 0,
  style: null,
  isAllLive: false,
}

// Shared constants for the most common cases: with thousands of layers, one object each would cost more than reading the layers.
const hidden: Seen<LayerStyle> = { ...plain, isVisible: false }
const text: Seen<LayerStyle> = { ...plain, kind: 'text' }
const vector: Seen<LayerStyle> = { ...plain, kind: 'vector' }
const image: Seen<LayerStyle> = { ...plain, kind: 'image' }

function textsIn(node: SceneNode): number {
  return 'children' in node ? node.findAllWithCriteria({ types: ['TEXT', 'TEXT_PATH'] }).length : 0
}

function leaf(node: SceneNode, role: Role, seen: Seen<LayerStyle>): Part {
  return { node, role, parts: none, seen }
}

function markedLeaf(node: SceneNode, role: Role, id: string, name: string): Part {
  return leaf(node, role, { ...plain, marked: { id, name } })
}

/** A boolean operation in the picture takes its texts with it, because they are cut out of its shape. */
function vectorPart(node: SceneNode, isLive: boolean): Part {
  if (isLive) return leaf(node, 'live', vector)
  return leaf(node, 'rest', node.type === 'BOOLEAN_OPERATION' ? { ...vector, notLiftableTexts: textsIn(node) } : vector)
}

/** Whether the name of a layer makes it stay live, as a kept layer or as a product. */
export function isNamedLive(name: string): boolean {
  return name.startsWith(keepName) || name.startsWith(productName)
}

/** What stays live. Inside a layer of `inPicture`, and where `isClosed`, only products do. */
type Sorting = Omit<LiveChoice, 'inPicture'> & { readonly inPicture: ReadonlySet<string>; readonly isClosed: boolean }

/** The part of a layer whose role does not depend on its children; null when it does. Do not call it for masks. */
function decidedPart(node: SceneNode, children: readonly SceneNode[], live: Sorting): Part | null {
  const { id, type, name } = node
  if (live.products.includes(id) || name.startsWith(productName)) return markedLeaf(node, 'product', id, name)
  if (live.isClosed || live.inPicture.has(id)) return children.length === 0 ? leaf(node, 'rest', plain) : null
  if (live.kept.includes(id) || name.startsWith(keepName)) return markedLeaf(node, 'live', id, name)
  if (isText(node)) return leaf(node, live.texts ? 'live' : 'rest', text)
  // A transform group draws its contents repeated or skewed, but as one layer, so it is never split.
  if (type === 'TRANSFORM_GROUP') return leaf(node, 'rest', { ...plain, notLiftableTexts: textsIn(node) })
  return isVector(type) || isIcon(node, children) ? vectorPart(node, live.vectors) : null
}

/** A part for a layer whose role depends on its children. */
function holder(node: SceneNode, fills: Paints, children: readonly SceneNode[], live: Sorting, kind: 'image' | 'other'): Part {
  const inner = live.inPicture.has(node.id) ? { ...live, isClosed: true } : live
  const parts = withMasks(children.map((child) => sortLayer(child, inner)))
  if (!parts.some(({ role }) => isLasting(role) || role === 'area'))
    return { node, role: 'rest', parts, seen: kind === 'image' ? image : plain }
  const style = readLayerStyle(node, fills)
  const isAllLive =
    !style.isPainted &&
    style.strokes.length === 0 &&
    parts.every(({ role, seen: inner }) => (role === 'holds' ? inner?.isAllLive === true : isLasting(role)))
  // Written out, because a spread compiles to a function call in the sandbox.
  const seen: Seen<LayerStyle> = { isVisible: true, isMask: false, kind, marked: null, notLiftableTexts: 0, style, isAllLive }
  return { node, role: 'holds', parts, seen }
}

function sortLayer(node: SceneNode, live: Sorting): Part {
  // Tested before visibility, because the marker is hidden once the first picture of its area is there.
  if (live.area?.id === node.id) return markedLeaf(node, 'area', node.id, node.name)
  if (!node.visible) return leaf(node, 'rest', hidden)
  if ('isMask' in node && node.isMask)
    return leaf(node, 'rest', { ...plain, isMask: true, notLiftableTexts: isText(node) ? 1 : textsIn(node) })
  const children = childrenOf(node)
  const decided = decidedPart(node, children, live)
  if (decided !== null) return decided
  const fills = fillsOf(node)
  return holder(node, fills, children, live, isImage(fills) ? 'image' : 'other')
}

/**
 * @param layers one node, which is the source and so never live itself; or the layers of a scene, each of which may be live
 * @returns one part per layer
 */
export function sortLayers(layers: readonly SceneNode[], choice: LiveChoice, { isScene }: { readonly isScene: boolean }): readonly Part[] {
  const live: Sorting = { ...choice, inPicture: new Set(choice.inPicture), isClosed: false }
  return layers.map((layer) => (isScene ? sortLayer(layer, live) : holder(layer, fillsOf(layer), childrenOf(layer), live, 'other')))
}
