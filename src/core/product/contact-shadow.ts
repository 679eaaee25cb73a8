// The shadow of a product: darkest where it touches, soft around that, and what it casts away from the light.

import type { Footprint } from './footprint.ts'
import { type PixelField, at, blur, clamp, fieldOf, smooth } from './pixel-field.ts'
import type { SceneLight } from './scene-light.ts'

// Lengths are parts of the product's unit: spreads of a blur, and how far a shadow is moved down and aside, away from the light.
// Strengths are parts of the light that is taken.

// The line where the product touches.
const contactLineSpreadAcross = 0.02
const contactLineSpreadDown = 0.01
const contactLineAside = 0.005
const contactLineDown = 0.012
const contactLineStrength = 0.8

// Around the contact; its spread grows with the contact's width. A circle on the surface is seen as an ellipse, flatter than wide.
const nearShadowSpread = 0.06
const nearShadowSpreadOfContact = 0.1
const nearShadowFlatness = 0.4
const nearShadowAside = 0.08
const nearShadowDown = 0.015
const nearShadowStrength = 0.55

// Along the whole outline, and stronger at the bottom: what is added there falls so many times to 1/e over a unit of height.
const outlineShadowSpread = 0.06
const outlineShadowAside = 0.03
const outlineShadowStrength = 0.06
const outlineShadowStrengthAtBottom = 0.3
const outlineShadowFall = 5

// The only shadow of a product that hangs or that the frame cuts, and soft.
const hangingShadowSpread = 0.13
const hangingShadowAside = 0.12
const hangingShadowDown = 0.06
const hangingShadowStrength = 0.32

// Thrown by the height of the product: so much of a height to the side, and so much to the back. It falls to 1/e at the height of the
// fall, is blurred flatter than wide, and is thrown in full by a light whose direction is clear.
const castShadowAside = 0.9
const castShadowBack = 0.15
const castShadowFall = 0.9
const castShadowStrength = 0.75
const castShadowClearFrom = 0.35
const castShadowFlatness = 0.6

/** With the height that casts it, a shadow grows softer: heights in units, each with the spread of its shadow's edge. */
const castLayers = [
  { height: 0, spread: 0.04 },
  { height: 0.35, spread: 0.07 },
  { height: 0.9, spread: 0.16 },
] as const

/** Heights at which the lowest and the highest of these layers end. */
const castLowestHeight = -1
const castHighestHeight = 1.6

/** Where the picture is dark already, so much less is taken. */
const lessInDarkness = 0.6

/** The largest value, and never 0. */
function peakOf(field: PixelField): number {
  return field.data.reduce((peak, value) => Math.max(peak, value), 1e-6)
}

/** The product's outline thrown on what it stands on. */
function castField(cover: PixelField, { unit, bottomRow }: Footprint, lightDirection: number): PixelField {
  const { width } = cover
  const sum = new Float32Array(cover.data.length)
  castLayers.forEach(({ height, spread }, layer) => {
    const below = castLayers[layer - 1]?.height ?? castLowestHeight
    const above = castLayers[layer + 1]?.height ?? castHighestHeight
    const part = fieldOf(cover, (x, y) => {
      const z = (bottomRow - y - 0.5) / castShadowBack
      const share = z < 0 ? 0 : Math.min((z / unit - below) / (height - below), (above - z / unit) / (above - height))
      if (share <= 0) return 0
      const [column, row] = [Math.round(x - lightDirection * castShadowAside * z), Math.round(bottomRow - z - 0.5)]
      if (row < 0 || column < 0 || column >= width) return 0
      return share * at(cover, row * width + column) * Math.exp(-z / (castShadowFall * unit))
    })
    blur(part, spread * unit, castShadowFlatness * spread * unit).data.forEach((value, index) => (sum[index] = (sum[index] ?? 0) + value))
  })
  return { width, height: cover.height, data: sum }
}

/** By whole pixels, so that no edge is drawn anew. Beyond a border its last pixel goes on. */
function shifted(field: PixelField, dx: number, dy: number): PixelField {
  const { width, height } = field
  const [right, down] = [Math.round(dx), Math.round(dy)]
  const within = (value: number, length: number): number => Math.min(length - 1, Math.max(0, value))
  return fieldOf(field, (x, y) => at(field, within(y - down, height) * width + within(x - right, width)))
}

/** Of a product that stands, for each pixel of the map. */
function standingShadow(cover: PixelField, footprint: Footprint, lightDirection: number): (y: number, index: number) => number {
  const { unit, bottomRow, contactWidth, contact } = footprint
  const line = shifted(
    blur(contact, contactLineSpreadAcross * unit, contactLineSpreadDown * unit),
    contactLineAside * unit * lightDirection,
    contactLineDown * unit,
  )
  const spread = nearShadowSpreadOfContact * Math.min(contactWidth, unit) + nearShadowSpread * unit
  const near = shifted(blur(contact, spread, nearShadowFlatness * spread), nearShadowAside * unit * lightDirection, nearShadowDown * unit)
  const outline = shifted(blur(cover, outlineShadowSpread * unit), outlineShadowAside * unit * lightDirection, 0)
  const cast = castField(cover, footprint, lightDirection)
  const [lineShare, nearShare] = [contactLineStrength / peakOf(line), nearShadowStrength / peakOf(near)]
  const castShare = castShadowStrength * smooth(Math.abs(lightDirection) / castShadowClearFrom)
  return (y, index) => {
    const height = Math.max(0, bottomRow - y) / unit
    const outlineShare = outlineShadowStrength + outlineShadowStrengthAtBottom * Math.exp(-outlineShadowFall * height)
    // Each takes its part of the light that the others leave.
    const left =
      (1 - lineShare * at(line, index)) *
      (1 - nearShare * at(near, index)) *
      (1 - outlineShare * at(outline, index)) *
      (1 - castShare * clamp(at(cast, index)))
    return 1 - left
  }
}

/**
 * How much of the light is taken, 0 to 1. It goes on under the product, so that no edge of it lies bare.
 * @param cover the product's alpha in the map; `fade` is 1 within the map and 0 at its borders
 */
export function shadowField(
  cover: PixelField,
  footprint: Footprint,
  { lightDirection, darkness }: SceneLight,
  fade: PixelField,
): PixelField {
  const { unit, standing } = footprint
  const whenStanding = standingShadow(cover, footprint, lightDirection)
  const hanging = shifted(blur(cover, hangingShadowSpread * unit), hangingShadowAside * unit * lightDirection, hangingShadowDown * unit)
  return fieldOf(cover, (_x, y, index) => {
    const amount = standing * whenStanding(y, index) + (1 - standing) * hangingShadowStrength * at(hanging, index)
    return amount * (1 - lessInDarkness * at(darkness, index)) * at(fade, index)
  })
}
