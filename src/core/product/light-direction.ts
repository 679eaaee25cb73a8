// From which side a picture is lit, read from how its brightness falls from left to right.

import type { Footprint } from './footprint.ts'
import { type PixelField, at, blur } from './pixel-field.ts'

/** In units: how far from the product surfaces say something. */
const nearness = 0.4

/** In units, around the bottom row: what a product stands on is of one material more often than a wall, and shadows lie on it. */
const standingBand = 0.4

/** The weight of all that lies outside this band. */
const elsewhereWeight = 0.15

/** The product's own light and dark say something too, but it may be of two colours. */
const productWeight = 0.15

/** Added to each brightness (0 to 1), so that noise in black is no slope. */
const brightnessFloor = 0.02

// How quickly a slope becomes a clear answer: of one row, and of the picture.
const gainRow = 5
const gainPicture = 2

/** Weights less spread than this lie on one pixel. */
const leastSpread = 1e-6

/** How much weighted values rise from each to the next, as a part of their mean; null when all the weight lies on one of them. */
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
 * Whether it darkens from left to right over a unit (to 1) or brightens (to −1). Row by row, so that a wall above a table says nothing of
 * sides; and no row says more than a clear yes, or a bright curtain on one side would outvote all the rest.
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
 * Where the light goes, and shadows with it: 1 to the right, the light being on the left, −1 to the left, 0 to neither.
 * @param luma brightness of the picture, 0 to 1; `free` is 1 where it shows no product
 */
export function lightDirection(luma: PixelField, free: PixelField, cover: PixelField, { unit, bottomRow }: Footprint): number {
  const near = blur(cover, nearness * unit)
  const bandWeight = (index: number): number =>
    elsewhereWeight + Math.exp(-(((bottomRow - index / cover.width) / (standingBand * unit)) ** 2))
  const outside = darkeningToTheRight(luma, unit, (index) => at(free, index) * at(near, index) * bandWeight(index))
  const inside = darkeningToTheRight(luma, unit, (index) => at(cover, index))
  return Math.tanh(gainPicture * (outside + productWeight * inside))
}
