// Only an area of the source is replaced, or all but an area: what is cut lies in a group with the area's shape as its mask.

import { type Affine, identity, multiply } from '../../core/base/geometry.ts'
import type { Area } from '../../core/recipe/live-choice.ts'
import { type Figma, attempt } from '../base/figma.ts'
import { picturePaints, planeOf } from './assemble.ts'
import { copyOf, placeNode } from './copies.ts'
import { type Canvas, appendOrRemove, copyInto, noteCopy } from './copy-into.ts'
import type { LayerSplit } from './layer-split.ts'
import { childrenOf } from './parts.ts'

/** Lays the layers of the source that are picture, as they are. */
function layOriginals(canvas: Canvas, frame: FrameNode, { parts }: LayerSplit, plane: Affine): readonly SceneNode[] {
  return parts
    .filter(({ role }) => role === 'rest' || role === 'holds' || role === 'mask')
    .map((part) => copyInto(canvas, frame, part, plane, 'picture'))
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

/** A copy of the shape that covers all of itself, whatever it was painted with. */
function maskFrom(canvas: Canvas, shape: SceneNode): SceneNode {
  const mask = copyShape(canvas, shape)
  for (const child of childrenOf(mask).slice()) attempt(() => child.remove())
  if ('fills' in mask) mask.fills = [{ type: 'SOLID', color: { r: 0, g: 0, b: 0 } }]
  if ('strokes' in mask) mask.strokes = []
  if ('effects' in mask) mask.effects = []
  if ('opacity' in mask) mask.opacity = 1
  mask.visible = true
  return mask
}

function layMask(canvas: Canvas, frame: FrameNode, shape: SceneNode, plane: Affine): SceneNode {
  const mask = maskFrom(canvas, shape)
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
function pictureLayer(figma: Figma, frame: FrameNode): RectangleNode {
  const paints = picturePaints(frame)
  const picture = figma.createRectangle()
  picture.name = 'Picture'
  picture.resize(frame.width, frame.height)
  picture.fills = paints
  frame.fills = paints.map((paint) => ({ ...paint, visible: false }))
  return picture
}

/** The picture over the originals, shown inside the shape only. */
function layPictureInside(canvas: Canvas, frame: FrameNode, split: LayerSplit, shape: SceneNode): void {
  const plane = planeOf(split)
  const picture = pictureLayer(canvas.figma, frame)
  layOriginals(canvas, frame, split, plane)
  const mask = layMask(canvas, frame, shape, plane)
  appendOrRemove(frame, picture)
  placeNode(picture, identity)
  canvas.figma.group([mask, picture], frame).name = 'Restyled area'
}

/** The originals over the picture, shown inside the shape only. */
function layOriginalsInside(canvas: Canvas, frame: FrameNode, split: LayerSplit, shape: SceneNode): void {
  const plane = planeOf(split)
  const mask = layMask(canvas, frame, shape, plane)
  const originals = layOriginals(canvas, frame, split, plane)
  canvas.figma.group([mask, ...originals], frame).name = 'Kept area'
}

/**
 * Shows the picture inside or outside of the shape only. The shape stays a layer, so that it can be edited afterwards. Throws when the
 * frame does not take it.
 */
export function layArea(
  canvas: Canvas,
  frame: FrameNode,
  split: LayerSplit,
  { shape, changes }: Pick<Area, 'changes'> & { readonly shape: SceneNode },
): void {
  if (changes === 'inside') layPictureInside(canvas, frame, split, shape)
  else layOriginalsInside(canvas, frame, split, shape)
}
