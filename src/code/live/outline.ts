// Gives a result the outline of its source: the shape of a source that is not a box, and the strokes and shadows around it.

import { attempt } from '../base/figma.ts'
import { type Dress, asPainted, black, layMask, layShape, pictureLayer } from './area.ts'
import { picturePaints, planeOf, stretch } from './assemble.ts'
import { appendOrRemove } from './copies.ts'
import type { Canvas } from './copy-into.ts'
import type { LayerSplit } from './layer-split.ts'
import { hasEffect } from '../selection/paint.ts'
import { assignable, hasOwnPaint, layerStyleOf } from './parts.ts'

const shapes: readonly NodeType[] = ['ELLIPSE', 'VECTOR', 'BOOLEAN_OPERATION', 'STAR', 'POLYGON']

const sides = ['strokeTopWeight', 'strokeRightWeight', 'strokeBottomWeight', 'strokeLeftWeight'] as const

type Stroked = Pick<FrameNode, 'strokes' | 'strokeAlign' | 'strokeWeight' | 'dashPattern'> & Partial<Record<(typeof sides)[number], number>>

/** The paints with the opacity of their layer applied. */
function faded(paints: readonly Paint[], opacity: number): readonly Paint[] {
  return assignable(paints).map((paint) => ({ ...paint, opacity: (paint.opacity ?? 1) * opacity }))
}

/** Lays the part of the strokes that is outside the box. The part inside is already in the picture. */
function layStrokes(frame: FrameNode, node: Stroked, strokes: readonly Paint[]): void {
  frame.strokes = strokes
  frame.strokeAlign = 'OUTSIDE'
  frame.dashPattern = node.dashPattern
  const share = node.strokeAlign === 'CENTER' ? 0.5 : 1
  const { strokeWeight } = node
  // A symbol where the four sides differ.
  if (typeof strokeWeight === 'number') frame.strokeWeight = strokeWeight * share
  else for (const side of sides) frame[side] = (node[side] ?? 0) * share
}

/**
 * Masks the picture with the shape of its source; the shape stays a layer. Null where the source is a box, or blurred. Throws when the frame refuses
 * a layer.
 */
export function layOutline(canvas: Canvas, frame: FrameNode, split: LayerSplit): SceneNode | null {
  const [part] = split.parts
  if (split.isScene || part === undefined || !shapes.includes(part.node.type) || hasEffect(part.node, 'LAYER_BLUR')) return null
  const picture = pictureLayer(canvas.figma, frame)
  const mask = layMask(canvas, frame, part.node, planeOf(split), asPainted(part.node, black))
  appendOrRemove(frame, picture)
  stretch(mask)
  stretch(picture)
  const group = canvas.figma.group([mask, picture], frame)
  group.name = 'Picture'
  return group
}

/** Lays strokes and shadows of a shape under its picture. As effects of the frame they would follow the box instead. */
function layUnder(canvas: Canvas, frame: FrameNode, split: LayerSplit, node: SceneNode, dress: Omit<Dress, 'fills'>): void {
  // Filled with the same picture as the layer above, so that nothing else shines through at the edge.
  const under = layShape(canvas, frame, node, planeOf(split), { ...asPainted(node, picturePaints(frame)), ...dress })
  under.name = 'Outline'
  frame.insertChild(0, under)
  stretch(under)
}

/** Adds the strokes and shadows around the source. If that fails, the result is still valid without them. */
export function layAround(canvas: Canvas, frame: FrameNode, split: LayerSplit): void {
  const [part] = split.parts
  if (split.isScene || part === undefined) return
  const { node } = part
  const style = layerStyleOf(part)
  const { opacity } = 'opacity' in node ? node : { opacity: 1 }
  // The shadow of a layer without paint is cast by its children; the part of it inside the box is already in the picture.
  const effects = (hasOwnPaint(style) ? style.effects : []).flatMap((effect) =>
    effect.type === 'DROP_SHADOW' ? [{ ...effect, color: { ...effect.color, a: effect.color.a * opacity } }] : [],
  )
  const isBlurred = hasEffect(node, 'LAYER_BLUR')
  const isStroked = 'strokeAlign' in node && node.strokeAlign !== 'INSIDE' && style.strokes.length > 0 && !isBlurred
  const strokes = isStroked ? faded(style.strokes, opacity) : []
  attempt(() => {
    if ('cornerSmoothing' in node) frame.cornerSmoothing = node.cornerSmoothing
    if ('topLeftRadius' in node) {
      if (isStroked) layStrokes(frame, node, strokes)
      frame.effects = effects
    } else if (shapes.includes(node.type) && !isBlurred && strokes.length + effects.length > 0)
      layUnder(canvas, frame, split, node, { strokes, effects })
  })
}
