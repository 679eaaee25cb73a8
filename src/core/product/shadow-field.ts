// The shadow of a product: dark where it touches, a pool around its foot, and what it casts away from the light.

import { type PixelField, at, blur, clamp, fieldOf, smooth } from './pixel-field.ts'
import type { SceneLight } from './scene-light.ts'
import type { Footprint } from './footprint.ts'

/** A circle on the ground is seen as an ellipse so much flatter. */
const flatness = 0.4

/** A thing of height z throws its shadow so far to the side, and so far to the back, of z. */
const [throwAside, throwBack] = [0.9, 0.15]

/** With the height that casts it a shadow grows softer. Each slab has its height, and the spread of its edge, in units. */
const slabs = [
  { height: 0, spread: 0.04 },
  { height: 0.35, spread: 0.07 },
  { height: 0.9, spread: 0.16 },
] as const

function peakOf(field: PixelField): number {
  return field.data.reduce((peak, value) => Math.max(peak, value), 1e-6)
}

/** The product's outline thrown on the ground. */
function castField(cover: PixelField, { unit, base }: Footprint, lean: number): PixelField {
  const { width } = cover
  const sum = new Float32Array(cover.data.length)
  slabs.forEach(({ height, spread }, slab) => {
    const [below, above] = [slabs[slab - 1]?.height ?? -1, slabs[slab + 1]?.height ?? 1.6]
    const part = fieldOf(cover, (x, y) => {
      const z = (base - y - 0.5) / throwBack
      const share = z < 0 ? 0 : Math.min((z / unit - below) / (height - below), (above - z / unit) / (above - height))
      if (share <= 0) return 0
      const [column, row] = [Math.round(x - lean * throwAside * z), Math.round(base - z - 0.5)]
      if (row < 0 || column < 0 || column >= width) return 0
      return share * at(cover, row * width + column) * Math.exp(-z / (0.9 * unit))
    })
    blur(part, spread * unit, 0.6 * spread * unit).data.forEach((value, index) => (sum[index] = (sum[index] ?? 0) + value))
  })
  return { ...cover, data: sum }
}

/** By whole pixels: what is moved has no edge that would tell. Behind a border its last pixel goes on. */
function moved(field: PixelField, dx: number, dy: number): PixelField {
  const { width, height } = field
  const [right, down] = [Math.round(dx), Math.round(dy)]
  const within = (value: number, length: number): number => Math.min(length - 1, Math.max(0, value))
  return fieldOf(field, (x, y) => at(field, within(y - down, height) * width + within(x - right, width)))
}

/** How much of the light is taken, 0 to 1. It goes on under the product, so that no edge of it lies bare. */
export function shadowField(cover: PixelField, stand: Footprint, { lean, dark }: SceneLight, fade: PixelField): PixelField {
  const { unit, base, breadth, foot, isGrounded } = stand
  const around = 0.1 * Math.min(breadth, unit) + 0.06 * unit
  const line = moved(blur(foot, 0.02 * unit, 0.01 * unit), 0.005 * unit * lean, 0.012 * unit)
  const pool = moved(blur(foot, around, flatness * around), 0.08 * unit * lean, 0.015 * unit)
  const hug = moved(blur(cover, 0.06 * unit), 0.03 * unit * lean, 0)
  const soft = moved(blur(cover, 0.13 * unit), 0.12 * unit * lean, 0.06 * unit)
  const cast = castField(cover, stand, lean)
  const [lineShare, poolShare] = [0.8 / peakOf(line), 0.55 / peakOf(pool)]
  const castShare = 0.75 * smooth(Math.abs(lean) / 0.35)
  return fieldOf(cover, (_x, y, index) => {
    const height = Math.max(0, base - y) / unit
    const grounded =
      1 -
      (1 - lineShare * at(line, index)) *
        (1 - poolShare * at(pool, index)) *
        (1 - (0.06 + 0.3 * Math.exp(-5 * height)) * at(hug, index)) *
        (1 - castShare * clamp(at(cast, index)))
    const amount = isGrounded * grounded + (1 - isGrounded) * 0.32 * at(soft, index)
    return amount * (1 - 0.6 * at(dark, index)) * at(fade, index)
  })
}
