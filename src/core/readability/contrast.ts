// Measures whether a text on a picture is readable: contrast as defined by WCAG 2, against the pixels under the text.

import type { Affine, Size } from '../base/geometry.ts'
import { type Pixels, colorsUnder } from '../picture/pixels.ts'

/** Channels from 0 to 1, as in Figma. */
export type Rgba = { readonly r: number; readonly g: number; readonly b: number; readonly a: number }

export type TextStyle = {
  /** Font size in canvas px, which equal CSS px. */
  readonly size: number
  /** Whether the weight is 700 or more. */
  readonly isBold: boolean
  /** The colours of all its parts; the worst one counts. Alpha includes the opacity of the layer and its ancestors. */
  readonly colors: readonly Rgba[]
  /** The text's own width and height in canvas px. */
  readonly box: Size
  /** Maps the text's own coordinates to pixels of the picture under it. */
  readonly transform: Affine
}

/** The contributions of red, green and blue to the luminance. */
const weights = [0.2126, 0.7152, 0.0722] as const

/** "Relative luminance" of WCAG 2.2, with the threshold of sRGB itself; at eight bits the result equals that of the threshold printed there. */
function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function luminanceOf({ r, g, b }: Rgba): number {
  return weights[0] * linear(r) + weights[1] * linear(g) + weights[2] * linear(b)
}

export function ratio(a: number, b: number): number {
  return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05)
}

/** The contrast of two opaque colours, from 1 to 21. */
export function contrastOf(a: Rgba, b: Rgba): number {
  return ratio(luminanceOf(a), luminanceOf(b))
}

/** The required contrast. Large text is at least 18 pt, or 14 pt and bold; a point is 4/3 px. */
export function neededFor({ size, isBold }: Pick<TextStyle, 'size' | 'isBold'>): 3 | 4.5 {
  return size >= 24 || (isBold && size >= 18.66) ? 3 : 4.5
}

/** Luminance by byte value for each channel; the sum over the three channels is the luminance of a pixel. */
export type Luminance = readonly [Float64Array, Float64Array, Float64Array]

/** The luminance of a colour laid over a pixel, by the pixel's bytes. Composited in sRGB, as screens do. */
export function luminanceOn({ r, g, b, a }: Rgba): Luminance {
  const table = (value: number, weight: number): Float64Array =>
    new Float64Array(256).map((_, byte) => weight * linear(value * a + (byte / 255) * (1 - a)))
  return [table(r, weights[0]), table(g, weights[1]), table(b, weights[2])]
}

let ofAny: Luminance | undefined

/** The luminance of the pixel itself. Computed on first use, because the window does not need it. */
export function ofPixel(): Luminance {
  return (ofAny ??= luminanceOn({ r: 0, g: 0, b: 0, a: 0 }))
}

/** On how many of the given pixels a text may fail. */
export function allowedFailures(pixels: number): number {
  return Math.floor(pixels * 0.05)
}

/**
 * The contrast of a text with all but the worst 5 % of the pixels under it, so that a dark speck does not fail a headline, but a half-dark box does.
 * Translucent text is first composited on each pixel; transparent pixels count as white. A large box is sampled at a few thousand pixels.
 * @returns 1 to 21; null for a text outside the picture, or without a colour
 */
export function contrastOn(backdrop: Pixels, { colors, box, transform }: TextStyle): number | null {
  const under = colorsUnder(backdrop, box, transform)
  if (under.length === 0 || colors.length === 0) return null
  const ratios = new Float64Array(under.length / 3)
  const bare = ofPixel()
  let worst = Infinity
  for (const color of colors) {
    const ofText = luminanceOn(color)
    for (let i = 0; i < ratios.length; i++) ratios[i] = ratio(at(ofText, under, i), at(bare, under, i))
    worst = Math.min(worst, ratios.sort()[allowedFailures(ratios.length)] ?? 1)
  }
  return worst
}

function at([red, green, blue]: Luminance, colors: Uint8Array, index: number): number {
  return (red[colors[3 * index] ?? 0] ?? 0) + (green[colors[3 * index + 1] ?? 0] ?? 0) + (blue[colors[3 * index + 2] ?? 0] ?? 0)
}
