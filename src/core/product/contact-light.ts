// The light by a product: the surface a little brighter where the light comes from, a little deeper behind.

import type { Footprint } from './footprint.ts'
import { type PixelField, at, blur, clamp, fieldOf } from './pixel-field.ts'
import type { SceneLight } from './scene-light.ts'

// From side to side, in units: how steeply light turns to shade at the middle, and the distance at which both have fallen to 1/e.
const sidewaysSteepness = 2
const sidewaysReach = 0.7

// Light from neither side leaves the surface deeper all around: by so much, and to 1/e at so many units.
const allAroundStrength = 0.3
const allAroundReach = 0.6

// Above and below the bottom row it falls to 1/e at so many units; a product that hangs has less of it than one that stands.
const upwardsReach = 0.5
const upwardsHanging = 0.4
const upwardsStanding = 0.6

// Brightening is weaker than deepening, and there is none within a spread (in units) of the product, where it would be a halo.
const brighteningStrength = 0.8
const brighteningHaloSpread = 0.09
const brighteningHaloGain = 4

/**
 * Above 0 brighter, below 0 deeper, to 1 at most.
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
