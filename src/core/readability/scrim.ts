// Finds the weakest scrim that makes a text readable.

import { type Luminance, type TextStyle, allowedFailures, luminanceOn, neededFor, ofPixel, ratio } from './contrast.ts'
import { type Pixels, colorsUnder } from '../picture/pixels.ts'

/** A layer of one tone between picture and text. Opacity is in steps of 0.01, from 0.01 to 1. */
export type Scrim = {
  readonly tone: 'black' | 'white'
  readonly opacity: number
  /** The average colour of the picture under it, in bytes; the scrim takes on a little of it. */
  readonly under?: readonly [number, number, number]
}

const tones = { black: 0, white: 255 } as const

/** The value of each byte under the scrim, composited in sRGB as in Figma. */
function tint(tone: Scrim['tone'], hundredths: number): Uint8Array {
  return new Uint8Array(256).map((_, byte) => Math.round(byte + ((tones[tone] - byte) * hundredths) / 100))
}

/** Stops at the first pixel too many: of the up to two hundred scrims tried, nearly all fail after a few pixels. */
function isReadable(under: Uint8Array, texts: readonly Luminance[], tinted: Uint8Array, needed: number): boolean {
  const [red, green, blue] = ofPixel()
  const allowed = allowedFailures(under.length / 3)
  for (const [textRed, textGreen, textBlue] of texts) {
    let failed = 0
    for (let i = 0; i < under.length; i += 3) {
      const r = tinted[under[i] ?? 0] ?? 0
      const g = tinted[under[i + 1] ?? 0] ?? 0
      const b = tinted[under[i + 2] ?? 0] ?? 0
      const pixel = (red[r] ?? 0) + (green[g] ?? 0) + (blue[b] ?? 0)
      const text = (textRed[r] ?? 0) + (textGreen[g] ?? 0) + (textBlue[b] ?? 0)
      if (ratio(text, pixel) < needed && ++failed > allowed) return false
    }
  }
  return true
}

/** The mean of each channel. */
function middleOf(colors: Uint8Array): readonly [number, number, number] {
  const sums = [0, 0, 0]
  colors.forEach((value, index) => (sums[index % 3] = (sums[index % 3] ?? 0) + value))
  const mean = (channel: number): number => Math.round(((sums[channel] ?? 0) * 3) / colors.length)
  return [mean(0), mean(1), mean(2)]
}

/**
 * The scrim that gives a text its required contrast (`contrastOn` against `neededFor`), in the tone that needs less opacity; 0.01 less would not
 * suffice. Contrast does not always grow with the scrim, for example with grey text, so all opacities are tried from the weakest on.
 * @returns null when the text is readable as it is or lies outside the picture, and when no scrim helps: text in black, grey and white at once, or
 * nearly transparent text. `contrastOn` tells these cases apart.
 */
export function weakestScrim(backdrop: Pixels, style: TextStyle): Scrim | null {
  const under = colorsUnder(backdrop, style.box, style.transform)
  const texts = style.colors.map(luminanceOn)
  const reaches = (tone: Scrim['tone'], hundredths: number): boolean => isReadable(under, texts, tint(tone, hundredths), neededFor(style))
  if (under.length === 0 || reaches('black', 0)) return null
  for (let hundredths = 1; hundredths <= 100; hundredths++)
    for (const tone of ['black', 'white'] as const)
      if (reaches(tone, hundredths)) return { tone, opacity: hundredths / 100, under: middleOf(under) }
  return null
}
