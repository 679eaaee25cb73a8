// Copies of layers: what is hidden or taken away is hidden and taken away on a copy, so that the user's own nodes are never touched (law 7).

import type { Affine } from '../core/geometry.ts'
import { type Figma, attempt, dataKeys } from './figma.ts'
import { type Part, type Role, childrenOf, hasPicture, isShown, lookOf } from './parts.ts'

/**
 * `root` is what was made, `at` its place in page coordinates, `part` what is live in it. `node` is the copy of the layer: `root`
 * itself, or in it.
 */
export type Copy = { readonly root: SceneNode; readonly node: SceneNode; readonly at: Affine; readonly part: Part }

/** The same parts on a copy of the same structure. What is in a copy is looked up when it is asked for: most of it never is. */
const onto = (part: Part, node: SceneNode): Part => {
  const { role, isVisible, look, isWhole, parts } = part
  if (parts.length === 0) return { node, role, parts, isVisible }
  let known: readonly Part[] | null = null
  const find = (): readonly Part[] => {
    const children = childrenOf(node)
    // A copy with another structure would show what is to be hidden.
    if (children.length !== parts.length) throw new Error('a copy differs from its original')
    return parts.map((inner, index) => onto(inner, children[index] ?? inner.node))
  }
  return {
    node,
    role,
    isVisible,
    look,
    isWhole,
    get parts() {
      return (known ??= find())
    },
  }
}

/** From the outermost instance around a node down to it. */
const wayFromInstance = (node: SceneNode): readonly SceneNode[] => {
  const way = [node]
  let from = 0
  for (let at: BaseNode | null = node.parent; at !== null && at.type !== 'PAGE' && at.type !== 'DOCUMENT'; at = at.parent) {
    way.push(at as SceneNode)
    if (at.type === 'INSTANCE') from = way.length
  }
  return way.slice(0, from).reverse()
}

/** What leads to a node holds it, and all beside the way is picture. */
const throughWay = ([outer, ...way]: readonly SceneNode[], part: Part): Part => {
  const next = way[0]
  if (outer === undefined || next === undefined) return part
  const parts = childrenOf(outer).map((child): Part =>
    child.id === next.id ? throughWay(way, part) : { node: child, role: 'rest', parts: [] },
  )
  return { node: outer, role: 'holds', parts }
}

/** A frame in place of a section or a set of components, which can be copied into no frame. */
const frameLike = (figma: Figma, node: SectionNode | ComponentSetNode): FrameNode => {
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
    put(copy, child.relativeTransform)
  }
  return frame
}

/** Another component would be one more in everybody's library: an instance looks the same. */
const plainCopy = (figma: Figma, node: SceneNode): SceneNode => {
  if (node.type === 'COMPONENT') return node.createInstance()
  return node.type === 'SECTION' || node.type === 'COMPONENT_SET' ? frameLike(figma, node) : node.clone()
}

/**
 * A copy on the open page. Whether a layer of an instance can be copied by itself is not documented; where it cannot, the instance
 * is copied around it, and the layer is in there.
 */
export const copyOf = (figma: Figma, part: Part): Copy => {
  const { node } = part
  const way = wayFromInstance(node)
  const copied = way.length === 0 ? plainCopy(figma, node) : attempt(() => node.clone())
  if (copied !== undefined) return { root: copied, node: copied, at: node.absoluteTransform, part: onto(part, copied) }
  const [outer = node] = way
  const root = outer.clone()
  const around = onto(throughWay(way, part), root)
  return { root, node: endOf(way, root), at: outer.absoluteTransform, part: around }
}

/** Where a way leads to in a copy of its beginning. */
const endOf = (way: readonly SceneNode[], copy: SceneNode): SceneNode =>
  way.slice(1).reduce((at, node, depth) => {
    const index = childrenOf(way[depth] ?? node).findIndex(({ id }) => id === node.id)
    return childrenOf(at)[index] ?? at
  }, copy)

export const put = (node: SceneNode, at: Affine): void => {
  if ('relativeTransform' in node && node.type !== 'SECTION') node.relativeTransform = at as Transform
}

/** What the plugin writes on its own results stays with them: a copy is no result. */
export const forgetData = (node: SceneNode): void => {
  const keys = [dataKeys.recipe, dataKeys.made, dataKeys.task, dataKeys.starred, dataKeys.part, dataKeys.product, dataKeys.base]
  const marked = 'children' in node ? node.findAllWithCriteria({ pluginData: { keys } }) : []
  const hasData = (one: SceneNode): boolean => keys.some((key) => one.getPluginData(key) !== '')
  for (const one of [node, ...marked].filter(hasData)) {
    for (const key of keys) one.setPluginData(key, '')
    attempt(() => one.setRelaunchData({}))
  }
}

/** On a copy: what is live leaves no trace, and its place stays taken, so that nothing else moves up. */
export const hideLive = ({ node, role, parts }: Part): void => {
  if (role === 'live' || role === 'area') {
    if ('opacity' in node) node.opacity = 0
  } else parts.forEach(hideLive)
}

/** A shadow falls once: from what is picture where a holder has any, else from what is live in it. */
const clearShadows = (part: Part): void => {
  const { node } = part
  const { effects } = lookOf(part)
  if ('effects' in node && effects.length > 0 && hasPicture(part)) node.effects = effects.filter(({ type }) => type === 'LAYER_BLUR')
}

/** What a holder paints itself is picture. */
const clearPaint = (part: Part): void => {
  const { node } = part
  if (!('fills' in node) || node.type === 'SECTION') return
  const { isPainted, strokes } = lookOf(part)
  if (isPainted) node.fills = []
  if (!('strokes' in node) || strokes.length === 0) return
  // Where strokes take room in the layout, they go on taking it.
  const takesRoom = 'strokesIncludedInLayout' in node && node.strokesIncludedInLayout
  node.strokes = takesRoom ? strokes.map((paint) => ({ ...paint, opacity: 0 })) : []
}

/** Whether the layout that it lies in counts on a layer. */
const flows = (part: Part): boolean => isShown(part) && !('layoutPositioning' in part.node && part.node.layoutPositioning === 'ABSOLUTE')

/**
 * What a holder lies in: nothing can be taken out of an instance; and a group is as large as what it holds, so where something
 * else depends on its size, nothing is taken out of it.
 */
type Around = { readonly isInInstance: boolean; readonly isSizeFixed: boolean }

const loose: Around = { isInInstance: false, isSizeFixed: false }

/** Takes away what is not wanted below a holder; what cannot go becomes invisible. Holders in it are given to `go`. */
const thinOut = (holder: Part, around: Around, isWanted: (role: Role) => boolean, go: (part: Part, around: Around) => void): void => {
  const { type } = holder.node
  const isInInstance = around.isInInstance || type === 'INSTANCE'
  const isFixedGroup = around.isSizeFixed && type === 'GROUP'
  const { isLaidOut } = lookOf(holder)
  for (const part of holder.parts) {
    const child = part.node
    if (part.role === 'holds') {
      const isPlaced = isLaidOut && child.type === 'GROUP' && flows(part)
      go(part, { isInInstance, isSizeFixed: isPlaced || isFixedGroup })
    } else if (isWanted(part.role)) continue
    else if (!isInInstance && !isFixedGroup && !(isLaidOut && flows(part))) child.remove()
    else if (isShown(part) && 'opacity' in child) child.opacity = 0
  }
}

/** On a copy that stays: what is live stands elsewhere, and not here a second time. */
export const dropLive = (part: Part, around = loose): void => thinOut(part, around, (role) => role === 'rest' || role === 'mask', dropLive)

/** On a copy: only what is live is left. */
export const leaveLive = (part: Part, around = loose): void => {
  if (part.role !== 'holds' || part.isWhole === true) return
  clearShadows(part)
  clearPaint(part)
  thinOut(part, around, (role) => role !== 'rest' && role !== 'area', leaveLive)
}
