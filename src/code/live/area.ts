// Only an area of the source is replaced, or all but an area: what is cut lies in a group with the area's shape as its mask.

import { type Affine, identity, multiply } from '../../core/base/geometry.ts'
import type { Area } from '../../core/recipe/live-choice.ts'
import { type Figma, attempt } from '../base/figma.ts'
import { groundOf, picturePaints, planeOf } from './assemble.ts'
import { appendOrRemove, copyOf, placeNode } from './copies.ts'
import { type Canvas, copyInto, noteCopy } from './copy-into.ts'
import type { LayerSplit } from './layer-split.ts'
import { childrenOf, fillsOf, readLayerStyle } from './parts.ts'
import { unblend } from './remove-layers.ts'
import { isOpaque } from './stuck.ts'

/** Lays the layers of the source that are picture, as they are. */
function layOriginals(canvas: Canvas, frame: FrameNode, { parts, isScene }: LayerSplit, plane: Affine): readonly SceneNode[] {
  return parts
    .filter(({ role }) => role === 'rest' || role === 'holds' || role === 'mask')
    .map((part) => {
      const copy = copyInto(canvas, frame, part, plane, 'picture')
      if (!isScene) unblend(copy)
      return copy
    })
}

/** A copy of the shape. A shape of an instance that cannot be copied by itself becomes a rectangle of its size. */
function copyShape(canvas: Canvas, shape: SceneNode): SceneNode {
  const { figma } = canvas
  const copy = copyOf(figma, { node: shape, role: 'rest', parts: [] })
  const { root, node } = copy
  noteCopy(canvas, copy)
  if (root.id === node.id) return root
  root.remove()
  const box = figma.createRectangle()
  box.resize(shape.width, shape.height)
  return box
}

/** Leaves the box of a frame alone. A boolean operation has no shape but that of what it holds. */
function emptyOf(mask: SceneNode): void {
  if (mask.type === 'BOOLEAN_OPERATION') return
  // One that hugs what it holds would shrink.
  if ('layoutMode' in mask && mask.layoutMode !== 'NONE')
    attempt(() => {
      mask.primaryAxisSizingMode = 'FIXED'
      mask.counterAxisSizingMode = 'FIXED'
    })
  for (const child of childrenOf(mask).slice()) attempt(() => child.remove())
}

/** `asPainted`: what of the shape has no paint cuts off as well. `feather`: how far it fades. */
type Edge = { readonly asPainted: boolean; readonly feather: number }

/** A copy of the shape that covers all of itself, whatever it was painted with, or all that is painted of it. */
function maskFrom(canvas: Canvas, shape: SceneNode, { asPainted, feather }: Edge): SceneNode {
  const mask = copyShape(canvas, shape)
  emptyOf(mask)
  const style = readLayerStyle(shape, fillsOf(shape))
  const black: readonly Paint[] = [{ type: 'SOLID', color: { r: 0, g: 0, b: 0 } }]
  if ('fills' in mask) mask.fills = asPainted && !style.isPainted ? [] : black
  if ('strokes' in mask) mask.strokes = asPainted && style.strokes.length > 0 ? black : []
  // A blur of the layer, so that it can be changed there as well.
  if ('effects' in mask) mask.effects = feather > 0 ? [{ type: 'LAYER_BLUR', blurType: 'NORMAL', radius: feather, visible: true }] : []
  if ('opacity' in mask) mask.opacity = 1
  mask.visible = true
  // A mask by brightness would cut all away: it is painted black.
  if ('maskType' in mask) attempt(() => void (mask.maskType = 'ALPHA'))
  return mask
}

export function layMask(canvas: Canvas, frame: FrameNode, shape: SceneNode, plane: Affine, edge: Edge): SceneNode {
  const mask = maskFrom(canvas, shape, edge)
  appendOrRemove(frame, mask)
  placeNode(mask, multiply(plane, shape.absoluteTransform))
  mask.name = 'Area'
  if ('isMask' in mask) mask.isMask = true
  return mask
}

/**
 * Moves the picture from the frame to a layer of its own. It stays the fill of the frame too, as of every result, but hidden: where
 * the source is transparent, the result is transparent.
 */
export function pictureLayer(figma: Figma, frame: FrameNode): RectangleNode {
  const paints = picturePaints(frame)
  const picture = figma.createRectangle()
  picture.name = 'Picture'
  picture.resize(frame.width, frame.height)
  picture.fills = paints
  frame.fills = paints.map((paint) => ({ ...paint, visible: false }))
  return picture
}

type Marked = Omit<Area, 'id'> & { readonly shape: SceneNode }

/** The picture over the originals, shown inside the shape only. */
function layPictureInside(canvas: Canvas, frame: FrameNode, split: LayerSplit, { shape, feather = 0 }: Marked): void {
  const plane = planeOf(split)
  const picture = pictureLayer(canvas.figma, frame)
  layOriginals(canvas, frame, split, plane)
  const mask = layMask(canvas, frame, shape, plane, { asPainted: false, feather })
  appendOrRemove(frame, picture)
  placeNode(picture, identity)
  canvas.figma.group([mask, picture], frame).name = 'Restyled area'
}

/** Where the originals are see-through they lie on what the picture lay on as it left, not on the picture. */
function layGround(figma: Figma, frame: FrameNode, split: LayerSplit): readonly SceneNode[] {
  const [only] = split.found.layers
  if (!split.isScene && only !== undefined && isOpaque(only)) return []
  const ground = figma.createRectangle()
  ground.name = 'Ground'
  ground.resize(frame.width, frame.height)
  ground.fills = groundOf(split)
  appendOrRemove(frame, ground)
  placeNode(ground, identity)
  return [ground]
}

/** The originals over the picture, shown inside the shape only. */
function layOriginalsInside(canvas: Canvas, frame: FrameNode, split: LayerSplit, { shape, feather = 0 }: Marked): void {
  const plane = planeOf(split)
  const mask = layMask(canvas, frame, shape, plane, { asPainted: false, feather })
  const ground = layGround(canvas.figma, frame, split)
  const originals = layOriginals(canvas, frame, split, plane)
  canvas.figma.group([mask, ...ground, ...originals], frame).name = 'Kept area'
}

/**
 * Shows the picture inside or outside of the shape only. The shape stays a layer, so that it can be edited afterwards. Throws when the
 * frame does not take it.
 */
export function layArea(canvas: Canvas, frame: FrameNode, split: LayerSplit, area: Marked): void {
  if (area.changes === 'inside') layPictureInside(canvas, frame, split, area)
  else layOriginalsInside(canvas, frame, split, area)
}
