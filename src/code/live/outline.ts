// The outline of a source on its result: the shape of what is no box, and what lies around it.

import { attempt } from '../base/figma.ts'
import { layMask, pictureLayer } from './area.ts'
import { planeOf, stretch } from './assemble.ts'
import { appendOrRemove } from './copies.ts'
import type { Canvas } from './copy-into.ts'
import type { LayerSplit } from './layer-split.ts'
import { assignable, layerStyleOf, paintsItself } from './parts.ts'

const shapes: readonly NodeType[] = ['ELLIPSE', 'VECTOR', 'BOOLEAN_OPERATION', 'STAR', 'POLYGON']

const sides = ['strokeTopWeight', 'strokeRightWeight', 'strokeBottomWeight', 'strokeLeftWeight'] as const

type Stroked = Pick<FrameNode, 'strokes' | 'strokeAlign' | 'strokeWeight' | 'dashPattern'> & Partial<Record<(typeof sides)[number], number>>

/** Strokes as far as they lie outside of the box: the rest is in the picture. */
function layStrokes(frame: FrameNode, node: Stroked): void {
  if (node.strokeAlign === 'INSIDE') return
  frame.strokes = assignable(node.strokes)
  frame.strokeAlign = 'OUTSIDE'
  frame.dashPattern = node.dashPattern
  const share = node.strokeAlign === 'CENTER' ? 0.5 : 1
  const { strokeWeight } = node
  // Mixed where the four sides differ.
  if (typeof strokeWeight === 'number') frame.strokeWeight = strokeWeight * share
  else for (const side of sides) frame[side] = (node[side] ?? 0) * share
}

/** The picture within the shape of its source, which stays a layer. */
function layShape(canvas: Canvas, frame: FrameNode, node: SceneNode, split: LayerSplit): void {
  const picture = pictureLayer(canvas.figma, frame)
  const mask = layMask(canvas, frame, node, planeOf(split), { asPainted: true, feather: 0 })
  appendOrRemove(frame, picture)
  stretch(mask)
  stretch(picture)
  canvas.figma.group([mask, picture], frame).name = 'Picture'
}

/** Throws when the frame does not take a shape. */
export function layOutline(canvas: Canvas, frame: FrameNode, split: LayerSplit): void {
  const [part] = split.parts
  if (split.isScene || part === undefined) return
  const { node } = part
  // A blur has no outline.
  if (shapes.includes(node.type) && !layerStyleOf(part).effects.some(({ type }) => type === 'LAYER_BLUR'))
    layShape(canvas, frame, node, split)
}

/** Strokes and shadows around the box: without them it is a result all the same. */
export function layAround(frame: FrameNode, { parts: [part], isScene }: LayerSplit): void {
  if (isScene || part === undefined) return
  const { node } = part
  const style = layerStyleOf(part)
  attempt(() => {
    if ('cornerSmoothing' in node) frame.cornerSmoothing = node.cornerSmoothing
    if (style.strokes.length > 0 && 'topLeftRadius' in node && node.type !== 'SECTION') layStrokes(frame, node)
    // A layer without paint casts the shadow of what it holds: as far as that falls into the box it is in the picture.
    if (paintsItself(style)) frame.effects = style.effects.filter(({ type }) => type === 'DROP_SHADOW')
  })
}
