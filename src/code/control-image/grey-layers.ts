// Turns a copy of a source into its depth map: whatever a layer paints is painted in the grey of its distance. Outlines stay as they are.

import { intersection } from '../../core/base/box.ts'
import type { Box } from '../../core/base/geometry.ts'
import { isDepthLayerName } from '../../core/control-image/depth-layer.ts'
import { type PaintedLayer, nearIn, nearnessOf } from '../../core/control-image/layer-depth.ts'
import { childrenOf, lowestFirst, readLayerStyle } from '../live/parts.ts'
import { type Paints, fillsOf } from '../selection/paint.ts'
import { makeInvisible, unblend } from '../live/remove-layers.ts'
import { boxOf } from '../selection/levels.ts'

/** Paint more transparent than this, such as a gradient over a picture, is not an object with a distance. */
const seeThrough = 0.35

function isThing(paint: Paint, seen: number): boolean {
  const { visible = true, opacity = 1 } = paint
  const stops = 'gradientStops' in paint ? paint.gradientStops.map(({ color }) => color.a) : []
  return visible && opacity * Math.min(seen, ...stops) >= seeThrough
}

function isPainted(paints: Paints, seen: number): boolean {
  return typeof paints === 'symbol' || paints.some((paint) => isThing(paint, seen))
}

type Painted = PaintedLayer & { readonly paint: (grey: number) => void }

type Around = { readonly clip: Box; readonly near: number | null; readonly seen: number; readonly blur: number }

/**
 * Collects the painted layers in painting order, and removes everything that would alter the greys. Blurs stay, because what is out of focus has no
 * sharp edge in the map either. Masks stay, because they clip and are not visible themselves.
 */
function collect(node: SceneNode, around: Around, painted: Painted[]): void {
  if (!node.visible || ('isMask' in node && node.isMask)) return
  const seen = around.seen * ('opacity' in node ? node.opacity : 1)
  if (seen < seeThrough || isDepthLayerName(node.name)) return makeInvisible(node)
  const fills = fillsOf(node)
  const { strokes, effects } = readLayerStyle(node, fills)
  const blurs = effects.filter((effect): effect is BlurEffect => effect.type === 'LAYER_BLUR' && effect.visible)
  unblend(node)
  if ('opacity' in node) node.opacity = 1
  if ('effects' in node) node.effects = blurs
  const near = nearIn(node.name) ?? around.near
  const blur = blurs.reduce((sum, { radius }) => sum + radius, around.blur)
  const box = intersection(boxOf(node), around.clip)
  const shown = { fills: isPainted(fills, seen), strokes: isPainted(strokes, seen) }
  const paint = (paints: readonly Paint[]): void => {
    if ('fills' in node) node.fills = shown.fills ? paints : []
    if (strokes.length > 0) Object.assign(node, { strokes: shown.strokes ? paints : [] })
  }
  if (!shown.fills && !shown.strokes) paint([])
  else painted.push({ box, blur, near, paint: (grey) => paint([{ type: 'SOLID', color: { r: grey, g: grey, b: grey } }]) })
  if (node.type === 'BOOLEAN_OPERATION') return
  const clip = 'clipsContent' in node && node.clipsContent ? box : around.clip
  for (const child of lowestFirst(node, childrenOf(node))) collect(child, { clip, near, seen, blur }, painted)
}

/** @param copy must be at the position of its original */
export function greyLayers(copy: SceneNode): void {
  const clip = boxOf(copy)
  const painted: Painted[] = []
  collect(copy, { clip, near: null, seen: 1, blur: 0 }, painted)
  nearnessOf(painted, clip).forEach((near, index) => painted[index]?.paint(near))
}
