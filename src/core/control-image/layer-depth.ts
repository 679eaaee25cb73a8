// How near each layer of a source lies, as far as the layers tell: what lies on what, their size, their blur, and a number in their names.

import { intersection, overlaps } from '../base/box.ts'
import type { Box } from '../base/geometry.ts'

export type PaintedLayer = {
  readonly box: Box
  /** Radius of its own blur, in canvas px. */
  readonly blur: number
  /** As a person says it, from 0 (far) to 1 (near); null where nobody does. */
  readonly near: number | null
}

/** Less than this, in canvas px, is the edge of a neighbour. */
const leastCover = 1
/** A layer that covers so much of the source, with nothing but the like below it, is its ground. */
const groundShare = 0.9

/** From 0 to 1, for a name as “Sofa #depth 40”; null for one that says none. */
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
 * Layers side by side are equally near; what lies on a layer is a step nearer. Within a step the larger one is farther, being what others
 * lie on, and so is a blurred one.
 * @param layers in the order in which they are painted, lowest first @returns from 0 (far) to 1 (near)
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
