// Assembles the result as an editable frame: the picture at the bottom, copies of the live layers above it.

import { type Affine, inverse } from '../../core/base/geometry.ts'
import { attempt } from '../base/figma.ts'
import { type Canvas, copyInto } from './copy-into.ts'
import { type LayerSplit, isIn } from './layer-split.ts'
import { unblend } from './remove-layers.ts'
import type { Paints } from '../selection/paint.ts'
import { assignable } from './parts.ts'
import { markResultLayer } from './result-layers.ts'

/** Maps page coordinates to those of the result. The source has the same position in the result as in its own box. */
export function planeOf({ found }: LayerSplit): Affine {
  return inverse(found.place.pose.transform)
}

/** The ground under the control image: white, or the background colour of a scene. */
export function groundOf({ background }: Pick<LayerSplit, 'background'>): SolidPaint[] {
  const hex = parseInt(background.slice(1) || 'ffffff', 16)
  const color = { r: (hex >> 16) / 255, g: ((hex >> 8) & 255) / 255, b: (hex & 255) / 255 }
  return [{ type: 'SOLID', color }]
}

/** Makes a layer as large as the result resize with it. */
export function stretch(node: SceneNode): void {
  if ('constraints' in node) attempt(() => void (node.constraints = { horizontal: 'STRETCH', vertical: 'STRETCH' }))
}

/** Lays the live layers over everything in the frame. Throws when the frame refuses one. */
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

/** Removes all layers except those in `before`, so that no half-finished work stays over the picture. */
export function clearResult(frame: FrameNode, before: readonly SceneNode[]): void {
  for (const child of frame.children.slice()) if (!before.some(({ id }) => id === child.id)) attempt(() => child.remove())
  frame.fills = picturePaints(frame)
}

/** The paint that shows a picture; undefined where a user has replaced it by another paint. */
export function imageOf({ fills }: { readonly fills: Paints }): ImagePaint | undefined {
  return typeof fills === 'symbol' ? undefined : fills.find((paint): paint is ImagePaint => paint.type === 'IMAGE')
}

/** The paints of the picture, made visible: on a result that shows the picture only in an area, the frame's own paints are hidden. */
export function picturePaints({ fills }: FrameNode): readonly Paint[] {
  return assignable(fills).map((paint) => ({ ...paint, visible: true }))
}
