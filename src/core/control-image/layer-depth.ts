// Estimates how near each layer of a source is, from what the layers show: what lies on what, their size, their blur, and a number in their names.

import { intersection, overlaps } from '../base/box.ts'
import type { Box } from '../base/geometry.ts'

export type PaintedLayer = {
  readonly box: Box
  /** Radius of the layer's blur, in canvas px. */
  readonly blur: number
  /** As set by the user, from 0 (far) to 1 (near); null where it is not set. */
  readonly near: number | null
}

/** In canvas px; an overlap smaller than this is just the edge of a neighbour. */
const leastCover = 1
/** A layer that covers at least this share of the source, with only similar layers below it, is the ground. */
const groundShare = 0.9

/** From 0 to 1, for a name such as “Sofa #depth 40”; null for a name without such a number. */
export function nearIn(name: string): number | null {
  const [, percent] = /#depth\s+(\d+)/i.exec(name) ?? []
  return percent ? Math.min(1, Number(percent) / 100) : null
}

function liesOn(upper: Box, lower: Box): boolean {
  if (!overlaps(upper, lower)) return false
  const { width, height } = intersection(upper, lower)
  return width >= Math.min(leastCover, upper.width) && height >= Math.min(leastCover, upper.height)
}

/**
 * Layers side by side are equally near; a layer on top of another is one step nearer. Within a step, a larger layer is farther, because others lie on
 * it, and so is a blurred one.
 * @param layers in painting order, lowest first
 * @returns from 0 (far) to 1 (near)
 */
export function nearnessOf(layers: readonly PaintedLayer[], source: Box): readonly number[] {
  const placed: { readonly box: Box; readonly near: number | null; readonly step: number; readonly depth: number }[] = []
  for (const { box, blur, near } of layers) {
    const below = placed.reduce((most, lower) => (lower.step > most && liesOn(box, lower.box) ? lower.step : most), 0)
    const share = (box.width * box.height) / (source.width * source.height)
    const step = below === 0 && share >= groundShare ? 0 : below + 1
    const within = (1 - 0.4 * Math.sqrt(share)) / (1 + (blur * 50) / Math.min(source.width, source.height))
    placed.push({ box, near, step, depth: step && below + within })
  }
  const nearest = Math.max(...placed.map(({ near, depth }) => (near === null ? depth : 0)))
  return placed.map(({ near, depth }) => near ?? (depth && depth / nearest))
}
