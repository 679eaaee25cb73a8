// Texts and flat pictures for the contrast tests.

import type { Rgba, TextStyle } from '../../src/core/readability/contrast.ts'
import { type Affine, type Size, identity } from '../../src/core/base/geometry.ts'
import type { Pixels } from '../../src/core/picture/pixels.ts'

export function grey(value: number): Rgba {
  return { r: value, g: value, b: value, a: 1 }
}

export const [black, white] = [grey(0), grey(1)]

export function hex(text: string): Rgba {
  const channel = (at: number): number => Number.parseInt(text.slice(at, at + 2), 16) / 255
  return { r: channel(1), g: channel(3), b: channel(5), a: 1 }
}

/** A picture from a function of its pixels, opaque unless a fourth byte says otherwise. */
export function painted(width: number, height: number, colorAt: (x: number, y: number) => readonly number[]): Pixels {
  const rgba = new Uint8Array(4 * width * height).fill(255)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const color = colorAt(x, y)
      for (let k = 0; k < color.length; k++) rgba[4 * (y * width + x) + k] = color[k] ?? 0
    }
  return { width, height, rgba }
}

export function flat(width: number, height: number, { r, g, b }: Rgba): Pixels {
  return painted(width, height, () => [r, g, b].map((value) => Math.round(value * 255)))
}

/** Running text in 16 px. */
export function textStyle(colors: readonly Rgba[], box: Size = { width: 10, height: 10 }, transform: Affine = identity): TextStyle {
  return {
    size: 16,
    isBold: false,
    colors,
    box,
    transform,
  }
}

export function turning(degrees: number): Affine {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  return [
    [cos, -sin, 0],
    [sin, cos, 0],
  ]
}
