// The result as a frame that stays alive: the picture at the bottom, and over it copies of the layers that stay live.

import { type Affine, inverse } from '../../core/base/geometry.ts'
import { attempt } from '../base/figma.ts'
import { type Canvas, copyInto } from './copy-into.ts'
import { type LayerSplit, isIn } from './layer-split.ts'
import { unblend } from './remove-layers.ts'
import { type Paints, assignable } from './parts.ts'
import { markResultLayer } from './result-layers.ts'

/** From page coordinates to those of the result: the source lies in the result as it lies in its own box. */
export function planeOf({ found }: LayerSplit): Affine {
  return inverse(found.place.pose.transform)
}

/** What lies under the picture that leaves: white, or the colour behind a scene. */
export function groundOf({ background }: Pick<LayerSplit, 'background'>): SolidPaint[] {
  const hex = parseInt(background.slice(1) || 'ffffff', 16)
  const color = { r: (hex >> 16) / 255, g: ((hex >> 8) & 255) / 255, b: (hex & 255) / 255 }
  return [{ type: 'SOLID', color }]
}

/** A layer as large as the result follows it when a person resizes it. */
export function stretch(node: SceneNode): void {
  if ('constraints' in node) attempt(() => void (node.constraints = { horizontal: 'STRETCH', vertical: 'STRETCH' }))
}

/** Lays what stays live over everything in the frame. Throws when the frame does not take it. */
export function layLive(canvas: Canvas, frame: FrameNode, split: LayerSplit): void {
  const plane = planeOf(split)
  for (const part of split.parts) {
    if (!isIn(part, 'live')) continue
    const copy = copyInto(canvas, frame, part, plane, 'live')
    markResultLayer(copy, 'live')
    if (split.isScene) continue
    stretch(copy)
    unblend(copy)
  }
}

/** Takes everything off the picture but what lay there before, so that nothing half-done stays over it. */
export function clearResult(frame: FrameNode, before: readonly SceneNode[]): void {
  for (const child of frame.children.slice()) if (!before.some(({ id }) => id === child.id)) attempt(() => child.remove())
  frame.fills = picturePaints(frame)
}

/** The paint that shows a picture; undefined where a person has painted over it. */
export function imageOf({ fills }: { readonly fills: Paints }): ImagePaint | undefined {
  return typeof fills === 'symbol' ? undefined : fills.find((paint): paint is ImagePaint => paint.type === 'IMAGE')
}

/** The paints of the picture, visible: where only an area shows the picture, those of the frame are not. */
export function picturePaints({ fills }: FrameNode): readonly Paint[] {
  return assignable(fills).map((paint) => ({ ...paint, visible: true }))
}
