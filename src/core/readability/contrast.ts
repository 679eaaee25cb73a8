// Can a text be read on a picture? Contrast as WCAG 2 defines it, against the pixels that lie under the text.

import type { Affine, Size } from '../base/geometry.ts'
import { type Pixels, colorsUnder } from '../picture/pixels.ts'

/** From 0 to 1, as Figma writes colours. */
export type Rgba = { readonly r: number; readonly g: number; readonly b: number; readonly a: number }

export type TextStyle = {
  /** Of its font, in canvas px: one is a CSS px. */
  readonly size: number
  /** A weight of 700 and more. */
  readonly isBold: boolean
  /** Of all its parts: the worst counts. Alpha includes the opacities of the layer and of all it lies in. */
  readonly colors: readonly Rgba[]
  /** Its own width and height in canvas px. */
  readonly box: Size
  /** From its own plane to pixels of the picture under it. */
  readonly transform: Affine
}

/** What red, green and blue add to the luminance. */
const weights = [0.2126, 0.7152, 0.0722] as const

/** WCAG 2.2, "relative luminance", with the threshold of sRGB itself; at eight bits it is the same as the one printed there. */
function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function luminanceOf({ r, g, b }: Rgba): number {
  return weights[0] * linear(r) + weights[1] * linear(g) + weights[2] * linear(b)
}

export function ratio(a: number, b: number): number {
  return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05)
}

/** From 1 to 21, of two opaque colours. */
export function contrastOf(a: Rgba, b: Rgba): number {
  return ratio(luminanceOf(a), luminanceOf(b))
}

/** Large text is 18 pt, or 14 pt and bold; a point is 4/3 px. */
export function neededFor({ size, isBold }: Pick<TextStyle, 'size' | 'isBold'>): 3 | 4.5 {
  return size >= 24 || (isBold && size >= 18.66) ? 3 : 4.5
}

/** Luminance by byte, for each channel: the sum of three is the luminance of what a pixel shows. */
export type Luminance = readonly [Float64Array, Float64Array, Float64Array]

/** Of a colour that lies on a pixel, by the pixel's bytes. Composited as screens do it, in sRGB. */
export function luminanceOn({ r, g, b, a }: Rgba): Luminance {
  const table = (value: number, weight: number): Float64Array =>
    new Float64Array(256).map((_, byte) => weight * linear(value * a + (byte / 255) * (1 - a)))
  return [table(r, weights[0]), table(g, weights[1]), table(b, weights[2])]
}

let ofAny: Luminance | undefined

/** Of the pixel itself: what a colour without alpha leaves of it. Made when it is first asked for: the window has no use for it. */
export function ofPixel(): Luminance {
  return (ofAny ??= luminanceOn({ r: 0, g: 0, b: 0, a: 0 }))
}

/** How many of so many pixels a text may fail on. */
export function allowedFailures(pixels: number): number {
  return Math.floor(pixels * 0.05)
}

/**
 * The contrast that a text has on all but the worst 5 % of the pixels under it: a dark speck does not condemn a headline, half a
 * dark box does. Text that lets the picture through is composited on each pixel first; transparent pixels count as white. Of a
 * large box some thousand pixels are read.
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
