// A number for each pixel of a map, with functions to shrink and blur such a field.

import type { Box, Size } from '../base/geometry.ts'
import type { Pixels } from '../picture/pixels.ts'

/** Values row by row. */
export type PixelField = Size & { readonly data: Float32Array }

export function fieldOf({ width, height }: Size, value: (x: number, y: number, index: number) => number): PixelField {
  const data = new Float32Array(width * height)
  for (let y = 0, index = 0; y < height; y++) for (let x = 0; x < width; x++, index++) data[index] = value(x, y, index)
  return { width, height, data }
}

export function at({ data }: PixelField, index: number): number {
  return data[index] ?? 0
}

export function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}

/** Smoothstep: rises from 0 to 1 with a level start and end while the value goes from 0 to 1. */
export function smooth(value: number): number {
  return clamp(value) ** 2 * (3 - 2 * clamp(value))
}

/**
 * A part of a picture, shrunk to the size of a map: red, green, blue and alpha from 0 to 1, each the mean of the pixels that fall on a pixel of the
 * map.
 */
export function shrink({ width, rgba }: Pixels, part: Box, to: Size): readonly [PixelField, PixelField, PixelField, PixelField] {
  const sums = new Float32Array(4 * to.width * to.height)
  const counts = new Float32Array(to.width * to.height)
  for (let y = 0; y < part.height; y++) {
    const row = Math.floor(((y + 0.5) * to.height) / part.height) * to.width
    let from = 4 * ((part.y + y) * width + part.x)
    for (let x = 0; x < part.width; x++) {
      const index = row + Math.floor(((x + 0.5) * to.width) / part.width)
      for (let sum = 4 * index; sum < 4 * index + 4; sum++) sums[sum] = (sums[sum] ?? 0) + (rgba[from++] ?? 0)
      counts[index] = (counts[index] ?? 0) + 1
    }
  }
  const mean = (channel: number): PixelField =>
    fieldOf(to, (_x, _y, index) => (sums[4 * index + channel] ?? 0) / (255 * (counts[index] ?? 1)))
  return [mean(0), mean(1), mean(2), mean(3)]
}

/** A running mean along lines of `length` values, `step` apart; the lines begin `stride` apart. Beyond an end its value is repeated. */
function average(from: Float32Array, to: Float32Array, reach: number, length: number, step: number, stride: number): void {
  for (let start = 0, line = 0; line < from.length / length; line++, start = line * stride) {
    const end = start + (length - 1) * step
    const value = (i: number): number => from[i < start ? start : i > end ? end : i] ?? 0
    let sum = 0
    for (let i = -reach; i <= reach; i++) sum += value(start + i * step)
    for (let i = start; i <= end; i += step) {
      to[i] = sum / (2 * reach + 1)
      sum += value(i + (reach + 1) * step) - value(i - reach * step)
    }
  }
}

/** Approximates a Gaussian blur by three running means. The spread is in pixels of the map; r (r + 1) is the variance of three means. */
export function blur({ width, height, data }: PixelField, across: number, down = across): PixelField {
  const reach = (spread: number): number => Math.round((Math.sqrt(1 + 4 * spread * spread) - 1) / 2)
  let [now, next] = [Float32Array.from(data), new Float32Array(data.length)]
  for (let pass = 0; pass < 6; pass++) {
    if (pass < 3) average(now, next, reach(across), width, 1, width)
    else average(now, next, reach(down), height, width, 1)
    ;[now, next] = [next, now]
  }
  return { width, height, data: now }
}
