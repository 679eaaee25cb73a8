// The shadow of a product: dark where it touches, a pool around its foot, and what it casts away from the light.

import { type Field, at, blur, clamp, fieldOf, smooth } from './ground-field.ts'
import type { Scene } from './ground-scene.ts'
import type { Stand } from './ground-stand.ts'

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

const peakOf = (field: Field): number => field.data.reduce((peak, value) => Math.max(peak, value), 1e-6)

/** The product's outline thrown on the ground. */
const castField = (cover: Field, { unit, base, breadth }: Stand, lean: number): Field => {
  const { width } = cover
  const from = base - 0.15 * flatness * breadth
  const sum = new Float32Array(cover.data.length)
  slabs.forEach(({ height, spread }, slab) => {
    const [below, above] = [slabs[slab - 1]?.height ?? -1, slabs[slab + 1]?.height ?? 1.6]
    const part = fieldOf(cover, (x, y) => {
      const z = (from - y - 0.5) / throwBack
      const share = z < 0 ? 0 : Math.min((z / unit - below) / (height - below), (above - z / unit) / (above - height))
      if (share <= 0) return 0
      const at0 = x - lean * throwAside * z
      const left = Math.floor(at0)
      const row = Math.round(from - z - 0.5) * width
      if (row < 0) return 0
      const value = (column: number): number => (column < 0 || column >= width ? 0 : at(cover, row + column))
      return share * (value(left) + (value(left + 1) - value(left)) * (at0 - left)) * Math.exp(-z / (0.9 * unit))
    })
    blur(part, spread * unit, 0.6 * spread * unit).data.forEach((value, index) => (sum[index] = (sum[index] ?? 0) + value))
  })
  return { ...cover, data: sum }
}

/** Moves by parts of a pixel. */
const moved = (field: Field, dx: number, dy: number): ((x: number, y: number) => number) => {
  const { width, height } = field
  const value = (x: number, y: number): number =>
    at(field, Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x)))
  return (x, y) => {
    const [left, top] = [Math.floor(x - dx), Math.floor(y - dy)]
    const [s, t] = [x - dx - left, y - dy - top]
    const upper = value(left, top) + (value(left + 1, top) - value(left, top)) * s
    const lower = value(left, top + 1) + (value(left + 1, top + 1) - value(left, top + 1)) * s
    return upper + (lower - upper) * t
  }
}

/** How much of the light is taken, 0 to 1. It goes on under the product, so that no edge of it lies bare. */
export const shadowField = (cover: Field, stand: Stand, { lean, dark }: Scene, fade: Field): Field => {
  const { unit, base, breadth, foot, isGrounded } = stand
  const edge = blur(foot, 0.02 * unit, 0.01 * unit)
  const line = moved(edge, 0.005 * unit * lean, 0.012 * unit)
  const around = 0.1 * Math.min(breadth, unit) + 0.06 * unit
  const pool = blur(foot, around, flatness * around)
  const outline = blur(cover, 0.06 * unit)
  const cast = castField(cover, stand, lean)
  const soft = moved(blur(cover, 0.13 * unit), 0.12 * unit * lean, 0.06 * unit)
  const pooled = moved(pool, 0.08 * unit * lean, 0.015 * unit)
  const hug = moved(outline, 0.03 * unit * lean, 0)
  const [linePeak, poolPeak] = [peakOf(edge), peakOf(pool)]
  const castShare = 0.75 * smooth(Math.abs(lean) / 0.35)
  return fieldOf(cover, (x, y, index) => {
    const height = Math.max(0, base - y) / unit
    const grounded =
      1 -
      (1 - (0.8 * line(x, y)) / linePeak) *
        (1 - (0.55 * pooled(x, y)) / poolPeak) *
        (1 - (0.06 + 0.3 * Math.exp(-5 * height)) * hug(x, y)) *
        (1 - castShare * clamp(at(cast, index)))
    const amount = isGrounded * grounded + (1 - isGrounded) * 0.32 * soft(x, y)
    return amount * (1 - 0.6 * at(dark, index)) * at(fade, index)
  })
}
