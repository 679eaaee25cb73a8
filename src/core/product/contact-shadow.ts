// The shadow of a product: darkest at the contact, soft around it, and a cast shadow away from the light.

import type { Footprint } from './footprint.ts'
import { type PixelField, at, blur, clamp, fieldOf, smooth } from './pixel-field.ts'
import type { SceneLight } from './scene-light.ts'

// Lengths are in the product's units: blur spreads, and offsets down and aside, away from the light. Strengths are shares of the light that is
// removed.

// The line where the product touches the surface.
const contactLineSpreadAcross = 0.02
const contactLineSpreadDown = 0.01
const contactLineAside = 0.005
const contactLineDown = 0.012
const contactLineStrength = 0.8

// Around the contact; the spread grows with the contact's width. Flatter than wide, because a circle on the surface looks like an ellipse.
const nearShadowSpread = 0.06
const nearShadowSpreadOfContact = 0.1
const nearShadowFlatness = 0.4
const nearShadowAside = 0.08
const nearShadowDown = 0.015
const nearShadowStrength = 0.55

// Along the whole outline, stronger at the bottom: the added part falls to 1/e this many times per unit of height.
const outlineShadowSpread = 0.06
const outlineShadowAside = 0.03
const outlineShadowStrength = 0.06
const outlineShadowStrengthAtBottom = 0.3
const outlineShadowFall = 5

// Soft; the only shadow of a product that hangs or is cut off by the frame.
const hangingShadowSpread = 0.13
const hangingShadowAside = 0.12
const hangingShadowDown = 0.06
const hangingShadowStrength = 0.32

// Cast by the product's height: offsets to the side and to the back per unit of height. The strength falls to 1/e at the height given by
// `castShadowFall`. The blur is flatter than wide, and the shadow has full strength when the light's direction is clear.
const castShadowAside = 0.9
const castShadowBack = 0.15
const castShadowFall = 0.9
const castShadowStrength = 0.75
const castShadowClearFrom = 0.35
const castShadowFlatness = 0.6

/** The higher the part that casts it, the softer the shadow: heights in units, each with the spread of its shadow. */
const castLayers = [
  { height: 0, spread: 0.04 },
  { height: 0.35, spread: 0.07 },
  { height: 0.9, spread: 0.16 },
] as const

/** Heights where the lowest and the highest of these layers end. */
const castLowestHeight = -1
const castHighestHeight = 1.6

/** Reduces the shadow where the picture is already dark. */
const lessInDarkness = 0.6

/** The largest value, at least a tiny number above 0. */
function peakOf(field: PixelField): number {
  return field.data.reduce((peak, value) => Math.max(peak, value), 1e-6)
}

/** The product's outline cast onto the surface it stands on. */
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

/** Shifts by whole pixels, so that no edge is resampled. Beyond a border its last pixel is repeated. */
function shifted(field: PixelField, dx: number, dy: number): PixelField {
  const { width, height } = field
  const [right, down] = [Math.round(dx), Math.round(dy)]
  const within = (value: number, length: number): number => Math.min(length - 1, Math.max(0, value))
  return fieldOf(field, (x, y) => at(field, within(y - down, height) * width + within(x - right, width)))
}

/** The shadow of a standing product, for each pixel of the map. */
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
    // Each shadow removes its share of the light that the others leave.
    const left =
      (1 - lineShare * at(line, index)) *
      (1 - nearShare * at(near, index)) *
      (1 - outlineShare * at(outline, index)) *
      (1 - castShare * clamp(at(cast, index)))
    return 1 - left
  }
}

/**
 * How much of the light is removed, 0 to 1. The shadow continues under the product, so that no gap shows at its edges.
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
