// The light beside a product: the surface is a little brighter towards the light, and a little darker behind the product.

import type { Footprint } from './footprint.ts'
import { type PixelField, at, blur, clamp, fieldOf } from './pixel-field.ts'
import type { SceneLight } from './scene-light.ts'

// Horizontally, in units: the steepness of the change from light to shade at the middle, and the distance at which both have fallen to 1/e.
const sidewaysSteepness = 2
const sidewaysReach = 0.7

// Light from neither side darkens the surface all around: the strength, and the distance in units at which it has fallen to 1/e.
const allAroundStrength = 0.3
const allAroundReach = 0.6

// Vertically it falls to 1/e at this distance in units from the bottom row. A hanging product gets less of it than a standing one.
const upwardsReach = 0.5
const upwardsHanging = 0.4
const upwardsStanding = 0.6

// Brightening is weaker than darkening, and is left out within a spread (in units) of the product, where it would look like a halo.
const brighteningStrength = 0.8
const brighteningHaloSpread = 0.09
const brighteningHaloGain = 4

/**
 * Positive values brighten and negative ones darken, from -1 to 1.
 * @param cover the product's alpha in the map; `fade` is 1 within the map and 0 at its borders
 */
export function lightField(
  cover: PixelField,
  { unit, bottomRow, middleColumn, standing }: Footprint,
  { lightDirection }: SceneLight,
  fade: PixelField,
): PixelField {
  const near = blur(cover, brighteningHaloSpread * unit)
  return fieldOf(cover, (x, y, index) => {
    const [aside, up] = [(x - middleColumn) / unit, (bottomRow - y) / unit]
    const side = -lightDirection * Math.tanh(sidewaysSteepness * aside) * Math.exp(-((aside / sidewaysReach) ** 2))
    const all = -allAroundStrength * (1 - Math.abs(lightDirection)) * Math.exp(-((aside / allAroundReach) ** 2))
    const height = Math.exp(-((up / upwardsReach) ** 2)) * (upwardsHanging + upwardsStanding * standing)
    const value = (side + all) * height * at(fade, index)
    return value > 0 ? brighteningStrength * value * clamp(1 - brighteningHaloGain * at(near, index)) : value
  })
}
