// Products, pictures to place them in, and contact layers rendered as Figma renders them.

import type { ContactLayers } from '../../src/core/product/contact-layers.ts'
import type { Pixels } from '../../src/core/picture/pixels.ts'
import { painted } from './texts-on-pictures.ts'

type Shape = (x: number, y: number) => number

/** How far inside a point is: 1 or more is fully inside, 0 or less outside. In pixels, so edges are as soft as a renderer makes them. */
function disc(cx: number, cy: number, radius: number, soft = 1): Shape {
  return (x, y) => (radius - Math.hypot(x - cx, y - cy)) / soft + 0.5
}

function slab(left: number, top: number, right: number, bottom: number): Shape {
  return (x, y) => Math.min(x - left, right - x, y - top, bottom - y) + 0.5
}

/** Outlines, in units of the frame's side. */
export const shapes = {
  ball: (side: number): Shape => disc(0.5 * side, 0.6 * side, 0.16 * side),
  'soft ball': (side: number): Shape => disc(0.5 * side, 0.6 * side, 0.16 * side, 0.02 * side),
  box: (side: number): Shape => slab(0.36 * side, 0.45 * side, 0.64 * side, 0.75 * side),
  bottle: (side: number): Shape => {
    const body = slab(0.4 * side, 0.42 * side, 0.6 * side, 0.78 * side)
    const neck = slab(0.46 * side, 0.2 * side, 0.54 * side, 0.5 * side)
    return (x, y) => Math.max(body(x, y), neck(x, y))
  },
} as const

export function product(side: number, shape: Shape): Pixels {
  return painted(side, side, (x, y) => [60, 120, 110, Math.round(255 * Math.min(1, Math.max(0, shape(x + 0.5, y + 0.5))))])
}

/** The grey of this `value`. */
function toned(side: number, value: (x: number, y: number) => number): Pixels {
  return painted(side, side, (x, y) => {
    const tone = Math.round(255 * value((x + 0.5) / side, (y + 0.5) / side))
    return [tone, tone, tone]
  })
}

export const pictures = {
  flat: (side: number): Pixels => toned(side, () => 0.75),
  'lit from the left': (side: number): Pixels => toned(side, (x) => 0.9 - 0.45 * x),
  'lit from the right': (side: number): Pixels => toned(side, (x) => 0.45 + 0.45 * x),
  'table and wall': (side: number): Pixels => toned(side, (x, y) => (y < 0.6 ? 0.85 : 0.6) - 0.15 * x),
} as const

export function grey(side: number, value: number): Pixels {
  return toned(side, () => value)
}

export function mirrored({ width, height, rgba }: Pixels): Pixels {
  return painted(width, height, (x, y) => [...rgba.subarray(4 * (y * width + width - 1 - x), 4 * (y * width + width - x))])
}

/** One byte of a pixel of the map, stretched over `size` with bilinear interpolation between pixel centres, as a renderer does. */
function stretched({ width, height, rgba }: Pixels, size: { width: number; height: number }, byte: number, x: number, y: number): number {
  const along = (at: number, from: number, to: number): readonly [number, number, number] => {
    const place = Math.min(from - 1, Math.max(0, ((at + 0.5) * from) / to - 0.5))
    const low = Math.floor(place)
    return [low, Math.min(from - 1, low + 1), place - low]
  }
  const [left, right, s] = along(x, width, size.width)
  const [top, bottom, t] = along(y, height, size.height)
  const value = (column: number, row: number): number => rgba[4 * (row * width + column) + byte] ?? 0
  return (value(left, top) * (1 - s) + value(right, top) * s) * (1 - t) + (value(left, bottom) * (1 - s) + value(right, bottom) * s) * t
}

/** https://www.w3.org/TR/compositing-1/#blendingsoftlight */
function softLight(b: number, s: number): number {
  if (s <= 0.5) return b - (1 - 2 * s) * b * (1 - b)
  return b + (2 * s - 1) * ((b <= 0.25 ? ((16 * b - 12) * b + 4) * b : Math.sqrt(b)) - b)
}

/** The green of each pixel under the named layers, 0 to 255, not rounded. */
export function laid(picture: Pixels, { box, ...contact }: ContactLayers, layers: readonly ('shadow' | 'light')[]): Float64Array {
  const green = Float64Array.from({ length: picture.width * picture.height }, (_, index) => picture.rgba[4 * index + 1] ?? 0)
  for (let y = 0; y < box.height; y++)
    for (let x = 0; x < box.width; x++) {
      const index = (box.y + y) * picture.width + box.x + x
      let value = (green[index] ?? 0) / 255
      for (const layer of layers) {
        const map = contact[layer]
        const opacity = layer === 'shadow' ? contact.shadowOpacity : contact.lightOpacity
        const alpha = (opacity * stretched(map, box, 3, x, y)) / 255
        // Most of the box is empty.
        if (alpha === 0) continue
        const tone = stretched(map, box, 1, x, y) / 255
        value += alpha * ((layer === 'shadow' ? value * tone : softLight(value, tone)) - value)
      }
      green[index] = 255 * value
    }
  return green
}
