// Copies of layers: what is hidden or taken away is hidden and taken away on a copy, so that the user's own nodes are never touched (law 7).

import type { Affine } from '../../core/base/geometry.ts'
import { type Figma, attempt, dataKeys } from '../base/figma.ts'
import { type Part, type Role, childrenOf, hasPicture, isShown, layerStyleOf } from './parts.ts'

/**
 * `root` is what was made, `at` its place in page coordinates, `node` the copy of the layer: `root` itself, or in it. `part` tells what
 * is live, on the originals; `on` gives their copies.
 */
export type Copy = {
  readonly root: SceneNode
  readonly node: SceneNode
  readonly at: Affine
  readonly part: Part
  readonly on: (original: SceneNode) => SceneNode
}

/** What a copy is made as something else than it was. */
function kindsOf(type: NodeType): NodeType[] {
  const alike: NodeType[][] = [
    ['COMPONENT', 'INSTANCE'],
    ['FRAME', 'SECTION', 'COMPONENT_SET'],
  ]
  return alike.find((kinds) => kinds.includes(type)) ?? [type]
}

/**
 * Finds what is in a copy by its original: both list their layers in the same order. A kind is listed when one of it is asked for, as most
 * of what is live never is, and to read every layer costs more than to copy it.
 */
function matchNodes(original: SceneNode, copy: SceneNode): Copy['on'] {
  const listed = new Set<NodeType>()
  const pairs = new Map([[original.id, copy]])
  const list = (types: NodeType[]): void => {
    const find = (node: SceneNode): readonly SceneNode[] => ('children' in node ? node.findAllWithCriteria({ types }) : [])
    const [ours, theirs] = [find(original), find(copy)]
    // A copy with another structure would show what is to be hidden.
    if (ours.length !== theirs.length) throw new Error('a copy differs from its original')
    ours.forEach(({ id }, index) => pairs.set(id, theirs[index] ?? copy))
    for (const type of types) listed.add(type)
  }
  return (node) => {
    if (!pairs.has(node.id) && !listed.has(node.type)) list(kindsOf(node.type))
    const found = pairs.get(node.id)
    if (found === undefined) throw new Error('a copy differs from its original')
    return found
  }
}

/** From the outermost instance around a node down to it. */
function wayFromInstance(node: SceneNode): readonly SceneNode[] {
  const way = [node]
  let from = 0
  for (let at: BaseNode | null = node.parent; at !== null && at.type !== 'PAGE' && at.type !== 'DOCUMENT'; at = at.parent) {
    way.push(at as SceneNode)
    if (at.type === 'INSTANCE') from = way.length
  }
  return way.slice(0, from).reverse()
}

/** What leads to a node holds it, and all beside the way is picture. */
function throughWay([outer, ...way]: readonly SceneNode[], part: Part): Part {
  const next = way[0]
  if (outer === undefined || next === undefined) return part
  const parts = childrenOf(outer).map((child): Part =>
    child.id === next.id ? throughWay(way, part) : { node: child, role: 'rest', parts: [] },
  )
  return { node: outer, role: 'holds', parts }
}

/** A frame in place of a section or a set of components, which can be copied into no frame. */
function frameLike(figma: Figma, node: SectionNode | ComponentSetNode): FrameNode {
  const frame = figma.createFrame()
  frame.name = node.name
  frame.resize(node.width, node.height)
  frame.fills = node.fills
  frame.clipsContent = node.type === 'COMPONENT_SET' && node.clipsContent
  if (node.type === 'COMPONENT_SET') {
    frame.strokes = node.strokes
    frame.cornerRadius = typeof node.cornerRadius === 'number' ? node.cornerRadius : 0
  }
  for (const child of node.children) {
    const copy = plainCopy(figma, child)
    frame.appendChild(copy)
    placeNode(copy, child.relativeTransform)
  }
  return frame
}

/** Another component would be one more in everybody's library: an instance looks the same. */
function plainCopy(figma: Figma, node: SceneNode): SceneNode {
  if (node.type === 'COMPONENT') return node.createInstance()
  return node.type === 'SECTION' || node.type === 'COMPONENT_SET' ? frameLike(figma, node) : node.clone()
}

/**
 * A copy on the open page. Whether a layer of an instance can be copied by itself is not documented; where it cannot, the instance
 * is copied around it, and the layer is in there.
 */
export function copyOf(figma: Figma, part: Part): Copy {
  const { node } = part
  const way = wayFromInstance(node)
  const copied = way.length === 0 ? plainCopy(figma, node) : attempt(() => node.clone())
  if (copied !== undefined) return { root: copied, node: copied, at: node.absoluteTransform, part, on: matchNodes(node, copied) }
  const [outer = node] = way
  const root = outer.clone()
  const on = matchNodes(outer, root)
  return { root, node: on(node), at: outer.absoluteTransform, part: throughWay(way, part), on }
}

export function placeNode(node: SceneNode, at: Affine): void {
  if ('relativeTransform' in node && node.type !== 'SECTION') node.relativeTransform = at as Transform
}

/** What the plugin writes on its own results stays with them: a copy is no result. */
export function removePluginData(node: SceneNode): void {
  const keys = [dataKeys.recipe, dataKeys.made, dataKeys.task, dataKeys.starred, dataKeys.part, dataKeys.product, dataKeys.base]
  const marked = 'children' in node ? node.findAllWithCriteria({ pluginData: { keys } }) : []
  const hasData = (one: SceneNode): boolean => keys.some((key) => one.getPluginData(key) !== '')
  for (const one of [node, ...marked].filter(hasData)) {
    for (const key of keys) one.setPluginData(key, '')
    attempt(() => one.setRelaunchData({}))
  }
}

/** On a copy: what is live leaves no trace, and its place stays taken, so that nothing else moves up. */
export function hideLive({ part, on }: Pick<Copy, 'part' | 'on'>): void {
  if (part.role === 'live' || part.role === 'area') makeInvisible(on(part.node))
  else for (const inner of part.parts) if (inner.role !== 'rest') hideLive({ part: inner, on })
}

function makeInvisible(node: SceneNode): void {
  if ('opacity' in node) node.opacity = 0
}

/** A shadow falls once: from what is picture where a holder has any, else from what is live in it. */
function clearShadows(part: Part, on: Copy['on']): void {
  const { effects } = layerStyleOf(part)
  if (effects.length === 0 || !hasPicture(part)) return
  const node = on(part.node)
  if ('effects' in node) node.effects = effects.filter(({ type }) => type === 'LAYER_BLUR')
}

/** What a holder paints itself is picture. */
function clearPaint(part: Part, on: Copy['on']): void {
  const { isPainted, strokes } = layerStyleOf(part)
  if (!isPainted && strokes.length === 0) return
  const node = on(part.node)
  if (!('fills' in node) || node.type === 'SECTION') return
  if (isPainted) node.fills = []
  if (!('strokes' in node) || strokes.length === 0) return
  // Where strokes take room in the layout, they go on taking it.
  const takesRoom = 'strokesIncludedInLayout' in node && node.strokesIncludedInLayout
  node.strokes = takesRoom ? strokes.map((paint) => ({ ...paint, opacity: 0 })) : []
}

/** Whether the layout that it lies in counts on a layer. */
function flows(part: Part): boolean {
  return isShown(part) && !('layoutPositioning' in part.node && part.node.layoutPositioning === 'ABSOLUTE')
}

/**
 * What a holder lies in: nothing can be taken out of an instance; and a group is as large as what it holds, so where something
 * else depends on its size, nothing is taken out of it.
 */
type Around = { readonly isInInstance: boolean; readonly isSizeFixed: boolean }

const loose: Around = { isInInstance: false, isSizeFixed: false }

/** What is to go from a copy. It goes at the end: until then copies are found by their place among all of their kind. */
type Gone = SceneNode[]

/** Finds what is not wanted below a holder; what cannot go becomes invisible. Holders in it are given to `into`. */
function thinOut(
  holder: Part,
  on: Copy['on'],
  around: Around,
  gone: Gone,
  isWanted: (role: Role) => boolean,
  into: (part: Part, around: Around) => void,
): void {
  const { type } = holder.node
  // The copy of a component is an instance.
  const isInInstance = around.isInInstance || type === 'INSTANCE' || type === 'COMPONENT'
  const isFixedGroup = around.isSizeFixed && type === 'GROUP'
  const { isLaidOut } = layerStyleOf(holder)
  for (const part of holder.parts) {
    if (part.role === 'holds') {
      const isPlaced = isLaidOut && part.node.type === 'GROUP' && flows(part)
      into(part, { isInInstance, isSizeFixed: isPlaced || isFixedGroup })
    } else if (isWanted(part.role)) continue
    else if (!isInInstance && !isFixedGroup && !(isLaidOut && flows(part))) gone.push(on(part.node))
    else if (isShown(part)) makeInvisible(on(part.node))
  }
}

/** On a copy that stays: what is live stands elsewhere, and not here a second time. */
export function removeLive({ part, on }: Copy): void {
  const gone: Gone = []
  const drop = (holder: Part, around: Around): void => thinOut(holder, on, around, gone, (role) => role === 'rest' || role === 'mask', drop)
  drop(part, loose)
  for (const node of gone) node.remove()
}

/** On a copy: only what is live is left. */
export function keepOnlyLive({ part, on }: Copy): void {
  const gone: Gone = []
  const leave = (holder: Part, around: Around): void => {
    if (holder.role !== 'holds' || holder.isWhole === true) return
    clearShadows(holder, on)
    clearPaint(holder, on)
    thinOut(holder, on, around, gone, (role) => role !== 'rest' && role !== 'area', leave)
  }
  leave(part, loose)
  for (const node of gone) node.remove()
}
