// The outline of a source on its result: the shape of what is no box, and what lies around it.

import { attempt } from '../base/figma.ts'
import { type Dress, asPainted, black, layMask, layShape, pictureLayer } from './area.ts'
import { picturePaints, planeOf, stretch } from './assemble.ts'
import { appendOrRemove } from './copies.ts'
import type { Canvas } from './copy-into.ts'
import type { LayerSplit } from './layer-split.ts'
import { hasEffect } from '../selection/levels.ts'
import { assignable, layerStyleOf, paintsItself } from './parts.ts'

const shapes: readonly NodeType[] = ['ELLIPSE', 'VECTOR', 'BOOLEAN_OPERATION', 'STAR', 'POLYGON']

const sides = ['strokeTopWeight', 'strokeRightWeight', 'strokeBottomWeight', 'strokeLeftWeight'] as const

type Stroked = Pick<FrameNode, 'strokes' | 'strokeAlign' | 'strokeWeight' | 'dashPattern'> & Partial<Record<(typeof sides)[number], number>>

/** As a layer that fades shows them. */
function faded(paints: readonly Paint[], opacity: number): readonly Paint[] {
  return assignable(paints).map((paint) => ({ ...paint, opacity: (paint.opacity ?? 1) * opacity }))
}

/** Strokes as far as they lie outside of the box: the rest is in the picture. */
function layStrokes(frame: FrameNode, node: Stroked, strokes: readonly Paint[]): void {
  frame.strokes = strokes
  frame.strokeAlign = 'OUTSIDE'
  frame.dashPattern = node.dashPattern
  const share = node.strokeAlign === 'CENTER' ? 0.5 : 1
  const { strokeWeight } = node
  // Mixed where the four sides differ.
  if (typeof strokeWeight === 'number') frame.strokeWeight = strokeWeight * share
  else for (const side of sides) frame[side] = (node[side] ?? 0) * share
}

/** The picture within the shape of its source, which stays a layer. Null where that is a box, or blurred. Throws when the frame does not take it. */
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

/** Strokes and shadows of a shape lie under its picture: another shadow would fall from the box around the picture. */
function layUnder(canvas: Canvas, frame: FrameNode, split: LayerSplit, node: SceneNode, dress: Omit<Dress, 'fills'>): void {
  // Filled like what covers it, so that nothing else shines through at the edge.
  const under = layShape(canvas, frame, node, planeOf(split), { ...asPainted(node, picturePaints(frame)), ...dress })
  under.name = 'Outline'
  frame.insertChild(0, under)
  stretch(under)
}

/** Strokes and shadows around the source: without them it is a result all the same. */
export function layAround(canvas: Canvas, frame: FrameNode, split: LayerSplit): void {
  const [part] = split.parts
  if (split.isScene || part === undefined) return
  const { node } = part
  const style = layerStyleOf(part)
  const { opacity } = 'opacity' in node ? node : { opacity: 1 }
  // A layer without paint casts the shadow of what it holds: as far as that falls into the box it is in the picture.
  const effects = (paintsItself(style) ? style.effects : []).flatMap((effect) =>
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
