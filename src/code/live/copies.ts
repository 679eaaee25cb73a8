// Copies of layers. Only copies are changed or have layers removed, so that the user's own nodes are never touched (law 7).

import { type Affine, translation } from '../../core/base/geometry.ts'
import { type Figma, attempt, dataKeys } from '../base/figma.ts'
import { type Part, assignable, childrenOf } from './parts.ts'

/**
 * `root` is the copied node, `original` the node it was copied from, and `transform` its position in page coordinates. `node` is the copy of the
 * requested layer: `root` itself, or a layer inside it. `part` says, in terms of the originals, what of `root` is live. `counterpartOf` gives the
 * copy of an original and throws when there is none; it works only until something is removed from the copy.
 */
export type Copy = {
  readonly root: SceneNode
  readonly original: SceneNode
  readonly node: SceneNode
  readonly transform: Affine
  readonly part: Part
  readonly counterpartOf: (original: SceneNode) => SceneNode
}

/** The node types that a copy of this type may have, and the types that may have such a copy. */
function typesAlike(type: NodeType): NodeType[] {
  const alike: NodeType[][] = [
    ['COMPONENT', 'INSTANCE'],
    ['FRAME', 'SECTION', 'COMPONENT_SET'],
  ]
  return alike.find((types) => types.includes(type)) ?? [type]
}

/**
 * Finds nodes in a copy by their originals, as both list their layers in the same order. Nodes are listed per type, on demand: most are never asked
 * for, and reading every layer costs more than copying it.
 */
function matchNodes(original: SceneNode, copy: SceneNode): Copy['counterpartOf'] {
  const listedTypes = new Set<NodeType>()
  const counterparts = new Map([[original.id, copy]])
  const list = (types: NodeType[]): void => {
    const find = (node: SceneNode): readonly SceneNode[] => ('children' in node ? node.findAllWithCriteria({ types }) : [])
    const [originals, copies] = [find(original), find(copy)]
    // In a copy with another structure, layers meant to be hidden could show.
    if (originals.length !== copies.length) throw new Error('a copy differs from its original')
    originals.forEach(({ id }, index) => counterparts.set(id, copies[index] ?? copy))
    for (const type of types) listedTypes.add(type)
  }
  return (node) => {
    if (!counterparts.has(node.id) && !listedTypes.has(node.type)) list(typesAlike(node.type))
    const found = counterparts.get(node.id)
    if (found === undefined) throw new Error('a copy differs from its original')
    return found
  }
}

/** The path from the outermost instance around a node down to the node; empty when the node lies in no instance. */
function pathFromInstance(node: SceneNode): readonly SceneNode[] {
  const ancestors = [node]
  let length = 0
  for (
    let ancestor = node.parent;
    ancestor !== null && ancestor.type !== 'PAGE' && ancestor.type !== 'DOCUMENT';
    ancestor = ancestor.parent
  ) {
    ancestors.push(ancestor as SceneNode)
    if (ancestor.type === 'INSTANCE') length = ancestors.length
  }
  return ancestors.slice(0, length).reverse()
}

/** Wraps the part in its ancestors: each node on the path holds the next, and all others are part of the picture. */
function wrapPath([outer, ...path]: readonly SceneNode[], part: Part): Part {
  const next = path[0]
  if (outer === undefined || next === undefined) return part
  const parts = childrenOf(outer).map((child): Part =>
    child.id === next.id ? wrapPath(path, part) : { node: child, role: 'rest', parts: [] },
  )
  return { node: outer, role: 'holds', parts }
}

/** The part as a layer that is copied as a whole, whatever of it stays live. */
export function asWhole({ node }: Part): Part {
  return { node, role: 'live', parts: [] }
}

/** Appends a node to a frame. If the frame refuses it, removes the node from the page and throws. */
export function appendOrRemove(frame: FrameNode, node: SceneNode): void {
  try {
    frame.appendChild(node)
  } catch (thrown) {
    attempt(() => node.remove())
    throw thrown
  }
}

/** The properties that decide how a frame looks, besides its size and paints. */
const looks = [
  'name',
  'clipsContent',
  'opacity',
  'blendMode',
  'effects',
  'strokeWeight',
  'strokeTopWeight',
  'strokeRightWeight',
  'strokeBottomWeight',
  'strokeLeftWeight',
  'strokeAlign',
  'dashPattern',
  'cornerSmoothing',
  'topLeftRadius',
  'topRightRadius',
  'bottomRightRadius',
  'bottomLeftRadius',
] as const

/** A frame in place of a section or a component set, as neither can be placed inside a frame. */
function frameInPlaceOf(figma: Figma, node: SectionNode | ComponentSetNode): FrameNode {
  const frame = figma.createFrame()
  frame.resize(node.width, node.height)
  frame.fills = assignable(node.fills)
  frame.clipsContent = false
  if (node.type === 'COMPONENT_SET') frame.strokes = assignable(node.strokes)
  for (const name of looks) {
    const value: unknown = name in node ? Reflect.get(node, name) : undefined
    // `strokeWeight` is a symbol where the four sides differ; the weights of the sides are copied instead.
    if (value !== undefined && typeof value !== 'symbol') Reflect.set(frame, name, value)
  }
  try {
    for (const child of node.children) {
      const copy = cloneOf(figma, child)
      appendOrRemove(frame, copy)
      // A section cannot be rotated, and only `x` and `y` move it.
      placeNode(copy, child.type === 'SECTION' ? translation(child.x, child.y) : child.relativeTransform)
    }
  } catch (thrown) {
    attempt(() => frame.remove())
    throw thrown
  }
  return frame
}

/** A component is copied as an instance, which looks the same: a second component would appear in everybody's library. */
function cloneOf(figma: Figma, node: SceneNode): SceneNode {
  if (node.type === 'COMPONENT') return node.createInstance()
  return node.type === 'SECTION' || node.type === 'COMPONENT_SET' ? frameInPlaceOf(figma, node) : node.clone()
}

/**
 * Makes a copy on the open page. Figma does not document whether a layer of an instance can be cloned on its own. Where it cannot, the whole instance
 * is cloned and the copy of the layer is found in it.
 */
export function copyOf(figma: Figma, part: Part): Copy {
  const { node } = part
  const path = pathFromInstance(node)
  const clone = path.length === 0 ? cloneOf(figma, node) : attempt(() => node.clone())
  if (clone !== undefined)
    return { root: clone, original: node, node: clone, transform: node.absoluteTransform, part, counterpartOf: matchNodes(node, clone) }
  const [outer = node] = path
  const root = outer.clone()
  const counterpartOf = matchNodes(outer, root)
  return { root, original: outer, node: counterpartOf(node), transform: outer.absoluteTransform, part: wrapPath(path, part), counterpartOf }
}

/** The ids of a node and of all that lies in it. */
export function idsIn(node: SceneNode): readonly string[] {
  return [node.id, ...('findAll' in node ? node.findAll().map(({ id }) => id) : [])]
}

/**
 * Positions a node. A section is not moved, as only its `x` and `y` can be set.
 * @param transform in the coordinates of the node's parent
 */
export function placeNode(node: SceneNode, transform: Affine): void {
  if ('relativeTransform' in node && node.type !== 'SECTION') node.relativeTransform = transform as Transform
}

/** Removes the plugin data of results from a copy, because a copy of a result is not a result. */
export function removePluginData(node: SceneNode): void {
  const { recipe, made, task, starred, part, product, inner, base } = dataKeys
  const keys = [recipe, made, task, starred, part, product, inner, base]
  const marked = 'children' in node ? node.findAllWithCriteria({ pluginData: { keys } }) : []
  const hasData = (one: SceneNode): boolean => keys.some((key) => one.getPluginData(key) !== '')
  for (const one of [node, ...marked].filter(hasData)) {
    for (const key of keys) one.setPluginData(key, '')
    attempt(() => one.setRelaunchData({}))
  }
}
