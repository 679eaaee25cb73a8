// Replaces only an area of the source, or everything but an area: the clipped layers lie in a group with the area's shape as its mask.

import { type Affine, identity, multiply } from '../../core/base/geometry.ts'
import type { Area } from '../../core/recipe/live-choice.ts'
import { type Figma, attempt } from '../base/figma.ts'
import { fillsOf, hasEffect } from '../selection/paint.ts'
import { groundOf, picturePaints, planeOf } from './assemble.ts'
import { appendOrRemove, copyOf, placeNode } from './copies.ts'
import { type Canvas, copyInto, noteCopy } from './copy-into.ts'
import type { LayerSplit } from './layer-split.ts'
import { type Part, childrenOf, hasOwnPaint, layerStyleOf, readLayerStyle } from './parts.ts'
import { clearFallingShadow, unblend } from './remove-layers.ts'
import { hasOpaqueFill, isOpaque } from './stuck.ts'

/** Lays unchanged copies of the source's layers that belong to the picture. */
function layOriginals(canvas: Canvas, frame: FrameNode, { parts, isScene }: LayerSplit, plane: Affine): readonly SceneNode[] {
  return parts
    .filter(({ role }) => role === 'rest' || role === 'holds' || role === 'mask')
    .map((part) => {
      const copy = copyInto(canvas, frame, part, plane, 'picture')
      if (!isScene) unblend(copy)
      return copy
    })
}

/** A copy of the shape. If it lies in an instance and cannot be copied on its own, gives a rectangle of its size. */
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

/** Removes everything inside a frame and leaves its box. A boolean operation is left alone, as its shape is made by its children. */
function emptyOf(mask: SceneNode): void {
  if (mask.type === 'BOOLEAN_OPERATION') return
  // An auto-layout frame that hugs its content would shrink.
  if ('layoutMode' in mask && mask.layoutMode !== 'NONE')
    attempt(() => {
      mask.primaryAxisSizingMode = 'FIXED'
      mask.counterAxisSizingMode = 'FIXED'
    })
  for (const child of childrenOf(mask).slice()) attempt(() => child.remove())
}

export type Dress = { readonly fills: readonly Paint[]; readonly strokes: readonly Paint[]; readonly effects?: readonly Effect[] }

/** Lays a repainted copy of a shape over what lies in the frame. Throws when the frame refuses it. */
export function layShape(canvas: Canvas, frame: FrameNode, shape: SceneNode, plane: Affine, dress: Dress): SceneNode {
  const copy = copyShape(canvas, shape)
  emptyOf(copy)
  if ('fills' in copy) copy.fills = dress.fills
  if ('strokes' in copy) copy.strokes = dress.strokes
  if ('effects' in copy) copy.effects = dress.effects ?? []
  if ('opacity' in copy) copy.opacity = 1
  unblend(copy)
  appendOrRemove(frame, copy)
  placeNode(copy, multiply(plane, shape.absoluteTransform))
  return copy
}

/** Paints that cover everything of the shape that is painted. */
export function asPainted(shape: SceneNode, paints: readonly Paint[]): Dress {
  const { isPainted, strokes } = readLayerStyle(shape, fillsOf(shape))
  return { fills: isPainted ? paints : [], strokes: strokes.length > 0 ? paints : [] }
}

export const black: readonly Paint[] = [{ type: 'SOLID', color: { r: 0, g: 0, b: 0 } }]

export function layMask(canvas: Canvas, frame: FrameNode, shape: SceneNode, plane: Affine, dress: Dress): SceneNode {
  const mask = layShape(canvas, frame, shape, plane, dress)
  mask.name = 'Area'
  // A luminance mask painted black would hide everything, so the mask works by alpha.
  if ('maskType' in mask) attempt(() => void (mask.maskType = 'ALPHA'))
  if ('isMask' in mask) mask.isMask = true
  return mask
}

/** A rectangle that covers a whole frame, with the same corner radii. */
function coverOf(figma: Figma, frame: FrameNode, name: string, fills: readonly Paint[]): RectangleNode {
  const { width, height, topLeftRadius, topRightRadius, bottomRightRadius, bottomLeftRadius } = frame
  const cover = figma.createRectangle()
  cover.resize(width, height)
  Object.assign(cover, { name, fills, topLeftRadius, topRightRadius, bottomRightRadius, bottomLeftRadius })
  return cover
}

/**
 * Moves the picture from the frame to a layer of its own. As on every result, the picture also stays as the frame's fill, but hidden: where the
 * source is transparent, so is the result.
 */
export function pictureLayer(figma: Figma, frame: FrameNode): RectangleNode {
  const paints = picturePaints(frame)
  frame.fills = paints.map((paint) => ({ ...paint, visible: false }))
  return coverOf(figma, frame, 'Picture', paints)
}

/** `outlined` is the picture layer where it has the outline of its source; null where it is a box. */
type Marked = Omit<Area, 'id'> & { readonly shape: SceneNode; readonly outlined: SceneNode | null }

function layEdge(canvas: Canvas, frame: FrameNode, plane: Affine, { shape, feather = 0 }: Marked): SceneNode {
  // The feather is a layer blur, so that users can adjust it on the layer.
  const effects: readonly Effect[] = feather > 0 ? [{ type: 'LAYER_BLUR', blurType: 'NORMAL', radius: feather, visible: true }] : []
  // Fills the whole shape, whatever it was painted with.
  return layMask(canvas, frame, shape, plane, { fills: black, strokes: [], effects })
}

/** Lays the picture over the originals and shows it only inside the shape. */
function layPictureInside(canvas: Canvas, frame: FrameNode, split: LayerSplit, marked: Marked): void {
  const plane = planeOf(split)
  const picture = marked.outlined ?? pictureLayer(canvas.figma, frame)
  layOriginals(canvas, frame, split, plane)
  const mask = layEdge(canvas, frame, plane, marked)
  appendOrRemove(frame, picture)
  placeNode(picture, identity)
  canvas.figma.group([mask, picture], frame).name = 'Restyled area'
}

/** Lays the ground colour of the control image under see-through originals, so that the picture does not show through them. */
function layGround(canvas: Canvas, frame: FrameNode, split: LayerSplit, { outlined }: Marked): readonly SceneNode[] {
  const [only] = split.found.layers
  if (!split.isScene && only !== undefined && isOpaque(only)) return []
  const paints = groundOf(split)
  if (outlined !== null && only !== undefined) return [layShape(canvas, frame, only, planeOf(split), asPainted(only, paints))]
  const ground = coverOf(canvas.figma, frame, 'Ground', paints)
  appendOrRemove(frame, ground)
  placeNode(ground, identity)
  return [ground]
}

/** Lays the originals over the picture and shows them only inside the shape. */
function layOriginalsInside(canvas: Canvas, frame: FrameNode, split: LayerSplit, marked: Marked): void {
  const plane = planeOf(split)
  const mask = layEdge(canvas, frame, plane, marked)
  const ground = layGround(canvas, frame, split, marked)
  const originals = layOriginals(canvas, frame, split, plane)
  // The shadow of the source is already drawn around the whole result (outline.ts) and would appear twice inside the area, except where it falls
  // within a see-through box.
  const [only] = split.parts
  const isTwice = (part: Part): boolean => (marked.outlined === null ? hasOpaqueFill(part.node) : hasOwnPaint(layerStyleOf(part)))
  if (!split.isScene && only !== undefined && isTwice(only) && !hasEffect(only.node, 'LAYER_BLUR')) originals.forEach(clearFallingShadow)
  canvas.figma.group([mask, ...ground, ...originals], frame).name = 'Kept area'
}

/**
 * Shows the picture only inside, or only outside, the shape. The shape stays a layer, so that it can be edited afterwards. Throws when the frame
 * refuses a layer.
 */
export function layArea(canvas: Canvas, frame: FrameNode, split: LayerSplit, marked: Marked): void {
  if (marked.changes === 'inside') layPictureInside(canvas, frame, split, marked)
  else layOriginalsInside(canvas, frame, split, marked)
}
