// Copies of layers: what is hidden or taken away is hidden and taken away on a copy, so that the user's own nodes are never touched (law 7).

import type { Affine } from '../core/geometry.ts'
import { type Figma, attempt, dataKeys } from './figma.ts'
import { type Part, type Role, childrenOf } from './parts.ts'

/**
 * `root` is what was made, `at` its place in page coordinates, `part` what is live in it. `node` is the copy of the layer: `root`
 * itself, or in it.
 */
export type Copy = { readonly root: SceneNode; readonly node: SceneNode; readonly at: Affine; readonly part: Part }

/** The same parts on a copy of the same structure. */
const onto = ({ role, parts }: Part, node: SceneNode): Part => {
  if (parts.length === 0) return { node, role, parts }
  const children = childrenOf(node)
  return {
    node,
    role,
    parts: parts.map((part, index) => {
      const child = children[index]
      // A copy with another structure would show what is to be hidden.
      if (child === undefined) throw new Error('a copy differs from its original')
      return onto(part, child)
    }),
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
  const keys = [dataKeys.recipe, dataKeys.made, dataKeys.task, dataKeys.starred, dataKeys.part]
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

const isPainted = (paints: readonly Paint[] | PluginAPI['mixed']): boolean =>
  typeof paints === 'symbol' || (paints as readonly Paint[]).some(({ visible, opacity }) => visible !== false && opacity !== 0)

const paints = (node: SceneNode): boolean => ('fills' in node && isPainted(node.fills)) || ('strokes' in node && isPainted(node.strokes))

/** Whether anything that is picture is seen in a part. */
const hasPicture = ({ node, role, parts }: Part): boolean =>
  role === 'rest' ? node.visible : role === 'holds' && (paints(node) || parts.some(hasPicture))

/** A shadow falls once: from what is picture where a holder has any, else from what is live in it. */
const clearShadows = (part: Part): void => {
  const { node } = part
  if (!('effects' in node) || node.effects.length === 0 || !hasPicture(part)) return
  node.effects = node.effects.filter(({ type }) => type === 'LAYER_BLUR')
}

/** What a holder paints itself is picture. */
const clearPaint = (node: SceneNode): void => {
  if (!('fills' in node) || node.type === 'SECTION') return
  if (isPainted(node.fills)) node.fills = []
  if (!('strokes' in node) || node.strokes.length === 0) return
  // Where strokes take room in the layout, they go on taking it.
  const takesRoom = 'strokesIncludedInLayout' in node && node.strokesIncludedInLayout
  node.strokes = takesRoom ? node.strokes.map((paint) => ({ ...paint, opacity: 0 })) : []
}

const flowsIn = (holder: SceneNode, node: SceneNode): boolean =>
  'layoutMode' in holder &&
  holder.layoutMode !== 'NONE' &&
  node.visible &&
  !('layoutPositioning' in node && node.layoutPositioning === 'ABSOLUTE')

/**
 * What a holder lies in: nothing can be taken out of an instance; and a group is as large as what it holds, so where something
 * else depends on its size, nothing is taken out of it.
 */
type Around = { readonly isInInstance: boolean; readonly isSizeFixed: boolean }

const loose: Around = { isInInstance: false, isSizeFixed: false }

/** Takes away what is not wanted below a holder; what cannot go becomes invisible. Holders in it are given to `go`. */
const thinOut = (
  { node, parts }: Part,
  around: Around,
  isWanted: (role: Role) => boolean,
  go: (part: Part, around: Around) => void,
): void => {
  const isInInstance = around.isInInstance || node.type === 'INSTANCE'
  const isFixedGroup = around.isSizeFixed && node.type === 'GROUP'
  for (const part of parts) {
    const child = part.node
    const flows = flowsIn(node, child)
    if (part.role === 'holds') go(part, { isInInstance, isSizeFixed: flows || isFixedGroup })
    else if (isWanted(part.role)) continue
    else if (!isInInstance && !isFixedGroup && !flows) child.remove()
    else if (child.visible && 'opacity' in child) child.opacity = 0
  }
}

/** On a copy that stays: what is live stands elsewhere, and not here a second time. */
export const dropLive = (part: Part, around = loose): void => thinOut(part, around, (role) => role === 'rest' || role === 'mask', dropLive)

/** On a copy: only what is live is left. */
export const leaveLive = (part: Part, around = loose): void => {
  if (part.role !== 'holds') return
  clearShadows(part)
  clearPaint(part.node)
  thinOut(part, around, (role) => role !== 'rest' && role !== 'area', leaveLive)
}
