// The result as a frame that stays alive: the picture at the bottom, and over it what was lifted, as the nodes they were.

import { type Affine, multiply, identity, inverse } from '../../core/base/geometry.ts'
import { type Copy, copyOf, removeLive, removePluginData, keepOnlyLive, placeNode } from './copies.ts'
import { type Figma, attempt, dataKeys } from '../base/figma.ts'
import { type LayerSplit, isOn } from './layer-split.ts'
import { type Part, childrenOf } from './parts.ts'

/** Parts of a result that the plugin finds again. */
export type PartName = 'live' | 'edge' | 'shadow' | 'light' | 'scrim'

export function markPart(node: BaseNodeMixin, name: PartName): void {
  node.setPluginData(dataKeys.part, name)
}

export function partsNamed(frame: FrameNode, name: PartName): readonly SceneNode[] {
  return frame.findAllWithCriteria({ pluginData: { keys: [dataKeys.part] } }).filter((node) => node.getPluginData(dataKeys.part) === name)
}

/** From the page to the plane of the result, on which the source lies as it does on its own. */
function planeOf({ found }: LayerSplit): Affine {
  return inverse(found.place.pose.transform)
}

/** A copy that the frame does not take must not stay behind on the page. */
function adopt(frame: FrameNode, node: SceneNode): void {
  try {
    frame.appendChild(node)
  } catch (thrown) {
    attempt(() => node.remove())
    throw thrown
  }
}

function layIn(frame: FrameNode, { root, at }: Copy, plane: Affine): void {
  adopt(frame, root)
  placeNode(root, multiply(plane, at))
  removePluginData(root)
  // A lock of the source is none of its copy, in which people go on working.
  if (root.locked) root.locked = false
}

/** What follows a result that is made larger or smaller: the layer that is as large as the frame. */
function stretch(node: SceneNode): void {
  if ('constraints' in node) attempt(() => void (node.constraints = { horizontal: 'STRETCH', vertical: 'STRETCH' }))
}

function productsIn({ node, role, parts }: Part): readonly SceneNode[] {
  return role === 'product' ? [node] : parts.flatMap(productsIn)
}

/** The copy of a product is found again by its original: for the proof, whatever has become of it. */
function markProducts({ part, on }: Copy): void {
  for (const product of productsIn(part)) on(product).setPluginData(dataKeys.product, product.id)
}

/** Lays what stays live over everything in the frame. */
export function layLive(figma: Figma, frame: FrameNode, lifting: LayerSplit): void {
  const plane = planeOf(lifting)
  for (const part of lifting.parts) {
    if (!isOn(part, 'live')) continue
    const copy = copyOf(figma, part)
    // Laid before anything is taken away: a group moves its corner with what is left in it.
    layIn(frame, copy, plane)
    if (lifting.facts.products.length > 0) markProducts(copy)
    keepOnlyLive(copy)
    markPart(copy.root, 'live')
    if (!lifting.isScene) stretch(copy.root)
  }
}

/** Placed before anything is taken away: a group that loses some of its layers is another size. */
function layOriginals(figma: Figma, frame: FrameNode, { parts }: LayerSplit, plane: Affine): readonly SceneNode[] {
  return parts
    .filter(({ role }) => role === 'rest' || role === 'holds' || role === 'mask')
    .map((part) => {
      const copy = copyOf(figma, part)
      layIn(frame, copy, plane)
      removeLive(copy)
      return copy.root
    })
}

/** A shape of an instance that cannot be copied by itself is taken as the box that it is. */
function plainShape(figma: Figma, shape: SceneNode): SceneNode {
  const { root, node } = copyOf(figma, { node: shape, role: 'rest', parts: [] })
  if (root.id === node.id) return root
  root.remove()
  const box = figma.createRectangle()
  box.resize(shape.width, shape.height)
  return box
}

/** The shape as a mask: whatever it was painted with, it covers. */
function maskOf(figma: Figma, shape: SceneNode): SceneNode {
  const mask = plainShape(figma, shape)
  for (const child of [...childrenOf(mask)]) attempt(() => child.remove())
  if ('fills' in mask) mask.fills = [{ type: 'SOLID', color: { r: 0, g: 0, b: 0 } }]
  if ('strokes' in mask) mask.strokes = []
  if ('effects' in mask) mask.effects = []
  if ('opacity' in mask) mask.opacity = 1
  mask.visible = true
  return mask
}

/**
 * Only an area is replaced, or all but an area: what is cut lies in a group with the shape as its mask, so that the shape can be
 * edited afterwards.
 */
export function layArea(
  figma: Figma,
  frame: FrameNode,
  lifting: LayerSplit,
  area: { readonly shape: SceneNode; readonly changes: 'inside' | 'outside' },
): void {
  const plane = planeOf(lifting)
  const { width, height } = frame
  const fills = picturePaints(frame)
  const picture = area.changes === 'inside' ? figma.createRectangle() : null
  if (picture !== null) {
    picture.name = 'Picture'
    picture.resize(width, height)
    picture.fills = fills
    // Still the frame's own fill, as of every result, but one that nobody sees: where the original is transparent, it stays so.
    frame.fills = fills.map((paint) => ({ ...paint, visible: false }))
    layOriginals(figma, frame, lifting, plane)
  }
  const mask = maskOf(figma, area.shape)
  adopt(frame, mask)
  placeNode(mask, multiply(plane, area.shape.absoluteTransform))
  mask.name = 'Area'
  if ('isMask' in mask) mask.isMask = true
  if (picture !== null) {
    adopt(frame, picture)
    placeNode(picture, identity)
  }
  const cut = picture === null ? layOriginals(figma, frame, lifting, plane) : [picture]
  const group = figma.group([mask, ...cut], frame)
  group.name = picture === null ? 'Kept area' : 'Restyled area'
}

/** Nothing half-done stays over a picture. */
export function clearResult(frame: FrameNode): void {
  for (const child of [...frame.children]) attempt(() => child.remove())
  frame.fills = picturePaints(frame)
}

/** The paints of the picture, also where they are shown in an area only. */
export function picturePaints({ fills }: FrameNode): readonly Paint[] {
  return typeof fills === 'symbol' ? [] : (fills as readonly Paint[]).map((paint) => ({ ...paint, visible: true }))
}
