// Estimates from which side a picture is lit, from how its brightness changes from left to right.

import type { Footprint } from './footprint.ts'
import { type PixelField, at, blur } from './pixel-field.ts'

/** In units; surfaces farther from the product count less. */
const nearness = 0.4

/** In units around the bottom row. The surface a product stands on is more often of one material than a wall, and shadows fall on it. */
const standingBand = 0.4

/** The weight of everything outside this band. */
const elsewhereWeight = 0.15

/** The product's own shading is evidence too, but the product may have two colours. */
const productWeight = 0.15

/** Added to each brightness (0 to 1), so that noise in black does not count as a slope. */
const brightnessFloor = 0.02

// How quickly a slope becomes a clear answer: for one row, and for the picture.
const gainRow = 5
const gainPicture = 2

/** If the weights are less spread than this, they lie on a single pixel. */
const leastSpread = 1e-6

/** The slope of weighted values per step, as a share of their mean; null when all the weight lies on one value. */
export function weightedSlope(values: Float64Array, weights: Float64Array): number | null {
  let [weight, weightX, weightValue, weightXX, weightXValue] = [0, 0, 0, 0, 0]
  for (const [x, value] of values.entries()) {
    const part = weights[x] ?? 0
    weight += part
    weightX += part * x
    weightValue += part * value
    weightXX += part * x * x
    weightXValue += part * x * value
  }
  const spread = weightXX * weight - weightX * weightX
  if (spread < leastSpread) return null
  return ((weightXValue * weight - weightX * weightValue) / spread) * (weight / weightValue)
}

/**
 * How much the picture darkens from left to right over a unit (up to 1) or brightens (down to −1). Computed row by row, so that a wall above a table
 * does not count as a difference between sides. Each row is limited to a clear yes, because otherwise a bright curtain on one side would outvote
 * everything else.
 */
function darkeningToTheRight(luma: PixelField, unit: number, weightAt: (index: number) => number): number {
  const { width, height } = luma
  const [values, weights] = [new Float64Array(width), new Float64Array(width)]
  let [sum, total] = [0, 1e-6]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      values[x] = at(luma, y * width + x) + brightnessFloor
      weights[x] = weightAt(y * width + x)
    }
    const slope = weightedSlope(values, weights)
    if (slope === null) continue
    const weight = weights.reduce((all, part) => all + part, 0)
    sum += weight * Math.tanh(-gainRow * unit * slope)
    total += weight
  }
  return sum / total
}

/**
 * The direction of the light and thus of shadows: 1 to the right, with the light on the left; −1 to the left; 0 for neither.
 * @param luma brightness of the picture, 0 to 1; `free` is 1 where it does not show the product
 */
export function lightDirection(luma: PixelField, free: PixelField, cover: PixelField, { unit, bottomRow }: Footprint): number {
  const near = blur(cover, nearness * unit)
  const bandWeight = (index: number): number =>
    elsewhereWeight + Math.exp(-(((bottomRow - index / cover.width) / (standingBand * unit)) ** 2))
  const outside = darkeningToTheRight(luma, unit, (index) => at(free, index) * at(near, index) * bandWeight(index))
  const inside = darkeningToTheRight(luma, unit, (index) => at(cover, index))
  return Math.tanh(gainPicture * (outside + productWeight * inside))
}
