// What the picture says about its light: from which side it comes, how bright it is by the product, and the tint of its darks.

import type { Box } from '../base/geometry.ts'
import { type PixelField, at, blur, clamp, fieldOf, shrink } from './pixel-field.ts'
import type { Footprint } from './footprint.ts'
import type { Pixels } from '../picture/pixels.ts'

type Color = readonly [number, number, number]

export type SceneLight = {
  /** Where shadows fall: 1 to the right, the light being on the left, −1 to the left, 0 to neither. */
  readonly lean: number
  /** Brightness of the surface around the foot, 0 to 1. */
  readonly key: number
  /** How dark the picture already is, against what lies around, 0 to 1. */
  readonly dark: PixelField
  /** The colours of its shadows and of its light. */
  readonly shade: Color
  readonly glow: Color
}

/** Brightness as the eye takes it, 0 to 1 (Rec. 709 weights on sRGB values). */
function lumaOf(r: number, g: number, b: number): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/**
 * Which way it darkens from left to right, −1 to 1, over `unit`. Row by row, so that a wall above a table says nothing of sides; and
 * no row says more than a clear yes, or a bright curtain on one side would outvote all the rest.
 */
function leanOf(luma: PixelField, unit: number, weight: (index: number) => number): number {
  const { width, height } = luma
  let [sum, all] = [0, 1e-6]
  for (let y = 0; y < height; y++) {
    let [w, wx, wv, wxx, wxv] = [0, 0, 0, 0, 0]
    for (let x = 0; x < width; x++) {
      const index = y * width + x
      const part = weight(index)
      const value = at(luma, index) + 0.02
      w += part
      wx += part * x
      wv += part * value
      wxx += part * x * x
      wxv += part * x * value
    }
    const spread = wxx * w - wx * wx
    if (spread < 1e-6) continue
    const slope = ((wxv * w - wx * wv) / spread) * (w / wv)
    sum += w * Math.tanh(-5 * unit * slope)
    all += w
  }
  return sum / all
}

/** The mean colour of the pixels that count. */
function toneOf(channels: readonly PixelField[], isOfIt: (index: number) => boolean): Color {
  const tone: [number, number, number] = [0, 0, 0]
  let count = 1e-6
  for (let index = 0; index < (channels[0]?.data.length ?? 0); index++) {
    if (!isOfIt(index)) continue
    count += 1
    channels.forEach((channel, k) => (tone[k] = (tone[k] ?? 0) + at(channel, index)))
  }
  return [tone[0] / count, tone[1] / count, tone[2] / count]
}

export function readSceneLight(picture: Pixels, box: Box, cover: PixelField, { unit, base, foot }: Footprint): SceneLight {
  const [red, green, blue] = shrink(picture, box, cover)
  const luma = fieldOf(cover, (_x, _y, index) => lumaOf(at(red, index), at(green, index), at(blue, index)))
  // A model may paint the product a little larger: what touches it says nothing of the ground.
  const near = blur(cover, 0.02 * unit)
  const free = fieldOf(cover, (_x, _y, index) => clamp(1 - 8 * at(near, index)))
  const seen = fieldOf(cover, (_x, _y, index) => at(free, index) * at(luma, index))
  const mean = (spread: number): ((index: number) => number) => {
    const [values, weights] = [blur(seen, spread), blur(free, spread)]
    return (index) => at(values, index) / Math.max(1e-6, at(weights, index))
  }
  const around = mean(0.35 * unit)
  const [values, weights] = [blur(seen, 0.05 * unit), blur(free, 0.05 * unit)]
  const here = (index: number): number => (at(values, index) + 0.05 * around(index)) / (at(weights, index) + 0.05)

  const close = blur(cover, 0.4 * unit)
  // A table is of one stuff more often than a wall, and shadows lie on it.
  const ground = (index: number): number => 0.15 + Math.exp(-(((base - index / cover.width) / (0.4 * unit)) ** 2))
  const outside = leanOf(luma, unit, (index) => at(free, index) * at(close, index) * ground(index))
  const inside = leanOf(luma, unit, (index) => at(cover, index))
  let [key, feet] = [0, 0]
  foot.data.forEach((part, index) => {
    key += part * around(index)
    feet += part
  })
  const sorted = luma.data.filter((_, index) => index % 7 === 0 && at(free, index) === 1).sort()
  const [low = 0, high = 1] = [sorted[Math.floor(0.2 * sorted.length)], sorted[Math.floor(0.8 * sorted.length)]]
  const dark = toneOf([red, green, blue], (index) => at(free, index) === 1 && at(luma, index) <= low)
  const bright = toneOf([red, green, blue], (index) => at(free, index) === 1 && at(luma, index) >= high)
  const depth = lumaOf(...dark)
  const peak = Math.max(...bright)
  const tint = (value: number): number => clamp((0.13 * (value + 0.06)) / (depth + 0.06))
  const wash = (value: number): number => (value + 0.4) / (peak + 0.4)
  return {
    lean: Math.tanh(2 * (outside + 0.15 * inside)),
    key: feet > 0 ? key / feet : 0.5,
    dark: fieldOf(cover, (_x, _y, index) => clamp(1 - here(index) / Math.max(0.02, around(index)))),
    shade: [tint(dark[0]), tint(dark[1]), tint(dark[2])],
    glow: [wash(bright[0]), wash(bright[1]), wash(bright[2])],
  }
}
