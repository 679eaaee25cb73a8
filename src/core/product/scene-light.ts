// Reads the light of a picture: its direction, the brightness of the surface beside the product, and the colours of light and shadows.

import type { Box } from '../base/geometry.ts'
import type { Pixels } from '../picture/pixels.ts'
import type { Footprint } from './footprint.ts'
import { lightDirection } from './light-direction.ts'
import { type PixelField, at, blur, clamp, fieldOf, shrink } from './pixel-field.ts'

type Color = readonly [number, number, number]

export type SceneLight = {
  /** The direction of the light and thus of shadows: 1 to the right, −1 to the left, 0 for neither. */
  readonly lightDirection: number
  /** Brightness of what surrounds the contact, 0 to 1. */
  readonly surfaceBrightness: number
  /** How much darker the picture already is than its surroundings, 0 to 1. */
  readonly darkness: PixelField
  readonly shadowColor: Color
  readonly lightColor: Color
}

// A model may paint the product slightly too large, so pixels this near to it, in units, do not count as scene.
const rimSpread = 0.02
const rimGain = 8

// Blur spreads in units, for the surroundings of a pixel and for the pixel itself.
const aroundSpread = 0.35
const hereSpread = 0.05

/** The weight of the surroundings for a pixel itself, where little of the scene is visible. */
const aroundInHere = 0.05

/** In darker surroundings than this, nothing counts as dark. */
const leastAround = 0.02

/** Used for a product that touches nothing. */
const unknownBrightness = 0.5

// One in so many pixels of the scene is sorted to find its darkest and its brightest fifth.
const toneSampleStep = 7
const darkestShare = 0.2
const brightestFrom = 0.8

// A shadow has the scene's dark tone at this brightness; the lift prevents a nearly black tone from becoming a saturated colour.
const shadowToneBrightness = 0.13
const shadowToneLift = 0.06

/** Makes the scene's light tone nearly white, as only a trace of its colour is wanted. */
const lightToneLift = 0.4

/** Avoids dividing by sums of weights that may be 0. */
const tiny = 1e-6

/** Perceived brightness, 0 to 1 (Rec. 709 weights on sRGB values). */
function lumaOf(r: number, g: number, b: number): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** The mean colour of the pixels for which `counts` holds. */
function meanColor(channels: readonly PixelField[], counts: (index: number) => boolean): Color {
  const sums: [number, number, number] = [0, 0, 0]
  let count = tiny
  for (let index = 0; index < (channels[0]?.data.length ?? 0); index++) {
    if (!counts(index)) continue
    count += 1
    channels.forEach((channel, k) => (sums[k] = (sums[k] ?? 0) + at(channel, index)))
  }
  return [sums[0] / count, sums[1] / count, sums[2] / count]
}

/** `free` is 1 where the scene is visible and 0 where the product is; `freeLuma` is the brightness of the scene alone. */
type Surface = { readonly luma: PixelField; readonly free: PixelField; readonly freeLuma: PixelField }

/** Mean brightness of the scene around a pixel. */
function brightnessAround({ freeLuma, free }: Surface, unit: number): (index: number) => number {
  const [values, weights] = [blur(freeLuma, aroundSpread * unit), blur(free, aroundSpread * unit)]
  return (index) => at(values, index) / Math.max(tiny, at(weights, index))
}

function darknessOf({ freeLuma, free }: Surface, unit: number, around: (index: number) => number): PixelField {
  const [values, weights] = [blur(freeLuma, hereSpread * unit), blur(free, hereSpread * unit)]
  const here = (index: number): number => (at(values, index) + aroundInHere * around(index)) / (at(weights, index) + aroundInHere)
  return fieldOf(freeLuma, (_x, _y, index) => clamp(1 - here(index) / Math.max(leastAround, around(index))))
}

function surfaceBrightness(contact: PixelField, around: (index: number) => number): number {
  let [sum, total] = [0, 0]
  contact.data.forEach((part, index) => {
    sum += part * around(index)
    total += part
  })
  return total > 0 ? sum / total : unknownBrightness
}

/** The mean colours of the darkest and of the brightest part of the scene. */
function toneRange(channels: readonly PixelField[], { luma, free }: Surface): { readonly dark: Color; readonly bright: Color } {
  const sorted = luma.data.filter((_, index) => index % toneSampleStep === 0 && at(free, index) === 1).sort()
  const [low = 0, high = 1] = [sorted[Math.floor(darkestShare * sorted.length)], sorted[Math.floor(brightestFrom * sorted.length)]]
  return {
    dark: meanColor(channels, (index) => at(free, index) === 1 && at(luma, index) <= low),
    bright: meanColor(channels, (index) => at(free, index) === 1 && at(luma, index) >= high),
  }
}

function shadowColorFrom(dark: Color): Color {
  const luma = lumaOf(...dark)
  const toned = (value: number): number => clamp((shadowToneBrightness * (value + shadowToneLift)) / (luma + shadowToneLift))
  return [toned(dark[0]), toned(dark[1]), toned(dark[2])]
}

function lightColorFrom(bright: Color): Color {
  const peak = Math.max(...bright)
  const toned = (value: number): number => (value + lightToneLift) / (peak + lightToneLift)
  return [toned(bright[0]), toned(bright[1]), toned(bright[2])]
}

/** @param box the part of the picture that the map shows; `cover` is the product's alpha in the map, 0 to 1 */
export function readSceneLight(picture: Pixels, box: Box, cover: PixelField, footprint: Footprint): SceneLight {
  const { unit, contact } = footprint
  const [red, green, blue] = shrink(picture, box, cover)
  const luma = fieldOf(cover, (_x, _y, index) => lumaOf(at(red, index), at(green, index), at(blue, index)))
  const near = blur(cover, rimSpread * unit)
  const free = fieldOf(cover, (_x, _y, index) => clamp(1 - rimGain * at(near, index)))
  const surface = { luma, free, freeLuma: fieldOf(cover, (_x, _y, index) => at(free, index) * at(luma, index)) }
  const around = brightnessAround(surface, unit)
  const { dark, bright } = toneRange([red, green, blue], surface)
  return {
    lightDirection: lightDirection(luma, free, cover, footprint),
    surfaceBrightness: surfaceBrightness(contact, around),
    darkness: darknessOf(surface, unit, around),
    shadowColor: shadowColorFrom(dark),
    lightColor: lightColorFrom(bright),
  }
}
