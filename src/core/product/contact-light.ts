// The light by a product: the surface a little brighter where the light comes from, a little deeper behind.

import type { Footprint } from './footprint.ts'
import { type PixelField, at, blur, clamp, fieldOf } from './pixel-field.ts'
import type { SceneLight } from './scene-light.ts'

/** Aside of the product, in units: how steeply light turns to shade at its middle, and the distance at which both have fallen to 1/e. */
const sideways = { steepness: 2, reach: 0.7 }

/** Light from neither side leaves the surface deeper all around: by so much, and in units to 1/e. */
const allAround = { strength: 0.3, reach: 0.6 }

/** Above and below the bottom row: in units to 1/e, and how much of it lies by a product that hangs. */
const upwards = { reach: 0.5, hanging: 0.4, standing: 0.6 }

/** Brightening, against deepening, and the spread in units within which there is none: next to the product it would be a halo. */
const brightening = { strength: 0.8, haloSpread: 0.09, haloGain: 4 }

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
  const near = blur(cover, brightening.haloSpread * unit)
  return fieldOf(cover, (x, y, index) => {
    const [aside, up] = [(x - middleColumn) / unit, (bottomRow - y) / unit]
    const side = -lightDirection * Math.tanh(sideways.steepness * aside) * Math.exp(-((aside / sideways.reach) ** 2))
    const all = -allAround.strength * (1 - Math.abs(lightDirection)) * Math.exp(-((aside / allAround.reach) ** 2))
    const height = Math.exp(-((up / upwards.reach) ** 2)) * (upwards.hanging + upwards.standing * standing)
    const value = (side + all) * height * at(fade, index)
    return value > 0 ? brightening.strength * value * clamp(1 - brightening.haloGain * at(near, index)) : value
  })
}
