// The shadow of a product: darkest where it touches, soft around that, and what it casts away from the light.

import type { Footprint } from './footprint.ts'
import { type PixelField, at, blur, clamp, fieldOf, smooth } from './pixel-field.ts'
import type { SceneLight } from './scene-light.ts'

// Lengths are parts of the product's unit, strengths parts of the light that is taken. `aside` goes with the direction of the light.

/** The line where the product touches. */
const contactLine = { spreadAcross: 0.02, spreadDown: 0.01, aside: 0.005, down: 0.012, strength: 0.8 }

/** Around the contact. A circle that lies is seen as an ellipse flatter by `flatness`. */
const nearShadow = { spread: 0.06, spreadOfContact: 0.1, flatness: 0.4, aside: 0.08, down: 0.015, strength: 0.55 }

/** Along the whole outline; stronger by `strengthAtBottom` at the bottom, which falls by `fall` (to 1/e) over a unit of height. */
const outlineShadow = { spread: 0.06, aside: 0.03, strength: 0.06, strengthAtBottom: 0.3, fall: 5 }

/** Of a product that hangs or is cut: the only one, and soft. */
const hangingShadow = { spread: 0.13, aside: 0.12, down: 0.06, strength: 0.32 }

/**
 * What stands `height` high throws its shadow `aside` of that to the side and `back` of it to the back. The shadow falls to 1/e over the
 * height `fall`, and a light from `clearFrom` of one side throws it in full.
 */
const castShadow = { aside: 0.9, back: 0.15, fall: 0.9, strength: 0.75, clearFrom: 0.35, flatness: 0.6 }

/** With the height that casts it, a shadow grows softer: heights in units, each with the spread of its shadow's edge. */
const castLayers = [
  { height: 0, spread: 0.04 },
  { height: 0.35, spread: 0.07 },
  { height: 0.9, spread: 0.16 },
] as const

/** Heights at which the lowest and the highest of these layers end. */
const castEnds = { below: -1, above: 1.6 }

/** Where the picture is dark already, so much less is taken. */
const lessInDarkness = 0.6

/** The largest value, and never 0. */
function peakOf(field: PixelField): number {
  return field.data.reduce((peak, value) => Math.max(peak, value), 1e-6)
}

/** The product's outline thrown on what it stands on. */
function castField(cover: PixelField, { unit, bottomRow }: Footprint, lightDirection: number): PixelField {
  const { width } = cover
  const { aside, back, fall, flatness } = castShadow
  const sum = new Float32Array(cover.data.length)
  castLayers.forEach(({ height, spread }, layer) => {
    const below = castLayers[layer - 1]?.height ?? castEnds.below
    const above = castLayers[layer + 1]?.height ?? castEnds.above
    const part = fieldOf(cover, (x, y) => {
      const z = (bottomRow - y - 0.5) / back
      const share = z < 0 ? 0 : Math.min((z / unit - below) / (height - below), (above - z / unit) / (above - height))
      if (share <= 0) return 0
      const [column, row] = [Math.round(x - lightDirection * aside * z), Math.round(bottomRow - z - 0.5)]
      if (row < 0 || column < 0 || column >= width) return 0
      return share * at(cover, row * width + column) * Math.exp(-z / (fall * unit))
    })
    blur(part, spread * unit, flatness * spread * unit).data.forEach((value, index) => (sum[index] = (sum[index] ?? 0) + value))
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
    blur(contact, contactLine.spreadAcross * unit, contactLine.spreadDown * unit),
    contactLine.aside * unit * lightDirection,
    contactLine.down * unit,
  )
  const spread = nearShadow.spreadOfContact * Math.min(contactWidth, unit) + nearShadow.spread * unit
  const near = shifted(
    blur(contact, spread, nearShadow.flatness * spread),
    nearShadow.aside * unit * lightDirection,
    nearShadow.down * unit,
  )
  const outline = shifted(blur(cover, outlineShadow.spread * unit), outlineShadow.aside * unit * lightDirection, 0)
  const cast = castField(cover, footprint, lightDirection)
  const [lineShare, nearShare] = [contactLine.strength / peakOf(line), nearShadow.strength / peakOf(near)]
  const castShare = castShadow.strength * smooth(Math.abs(lightDirection) / castShadow.clearFrom)
  return (y, index) => {
    const height = Math.max(0, bottomRow - y) / unit
    const outlineShare = outlineShadow.strength + outlineShadow.strengthAtBottom * Math.exp(-outlineShadow.fall * height)
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
  const hanging = shifted(blur(cover, hangingShadow.spread * unit), hangingShadow.aside * unit * lightDirection, hangingShadow.down * unit)
  return fieldOf(cover, (_x, y, index) => {
    const amount = standing * whenStanding(y, index) + (1 - standing) * hangingShadow.strength * at(hanging, index)
    return amount * (1 - lessInDarkness * at(darkness, index)) * at(fade, index)
  })
}
