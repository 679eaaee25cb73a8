// What a model painted of the product beyond its outline: covered by what lies around, or it would stand out as a rim.

import type { Box } from '../base/geometry.ts'
import { type PixelField, at, blur, clamp, fieldOf, smooth } from './pixel-field.ts'
import type { Pixels } from '../picture/pixels.ts'

export type Edge = { readonly box: Box; readonly map: Pixels }

/** How far a painted outline may be off, as a part of the product's size. More than that is another product, which no patch mends. */
const share = 0.02

/** The product and its surroundings must differ by this to be told apart, 0 to 1 in the sum of the channels. */
const [faint, clear] = [0.12, 0.3]

/** From each pixel to the nearest for which `isThere`, in steps of 3 along and 4 across a corner (Borgefors), at most `reach` pixels. */
function distanceTo(size: PixelField, isThere: (index: number) => boolean, reach: number): PixelField {
  const { width, height } = size
  const far = 3 * (reach + 2)
  const steps = fieldOf(size, (_x, _y, index) => (isThere(index) ? 0 : far)).data
  const look = (index: number, x: number, dx: number, dy: number): void => {
    if (x + dx < 0 || x + dx >= width) return
    const other = steps[index + dy * width + dx]
    if (other !== undefined) steps[index] = Math.min(steps[index] ?? far, other + (dx !== 0 && dy !== 0 ? 4 : 3))
  }
  for (let y = 0, index = 0; y < height; y++) for (let x = 0; x < width; x++, index++) for (const [dx, dy] of before) look(index, x, dx, dy)
  for (let y = height - 1, index = width * height - 1; y >= 0; y--)
    for (let x = width - 1; x >= 0; x--, index--) for (const [dx, dy] of before) look(index, x, -dx, -dy)
  return { width, height, data: steps.map((value) => value / 3) }
}

const before = [
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
] as const

type Color = readonly [number, number, number]

/** The mean colour around a pixel, of those that count. */
function meanOf(channels: readonly PixelField[], counts: PixelField, spread: number): (index: number) => Color {
  const weight = blur(counts, spread)
  const [red, green, blue] = channels.map((channel) =>
    blur(
      fieldOf(channel, (_x, _y, i) => at(channel, i) * at(counts, i)),
      spread,
    ),
  )
  return (index) => {
    const all = Math.max(1e-6, at(weight, index))
    return red && green && blue ? [at(red, index) / all, at(green, index) / all, at(blue, index) / all] : [0, 0, 0]
  }
}

/**
 * Of a pixel beside the product, how much it is of the product as it was painted, 0 to 1: where its colour lies on the way from
 * what is around to what was painted inside.
 */
function shareOf(color: Color, inside: Color, around: Color): number {
  const way = inside.map((value, k) => value - (around[k] ?? 0))
  const length = way.reduce((sum, value) => sum + value * value, 0)
  const along = way.reduce((sum, value, k) => sum + value * ((color[k] ?? 0) - (around[k] ?? 0)), 0) / Math.max(1e-6, length)
  const off = color.reduce((sum, value, k) => sum + (value - (around[k] ?? 0) - along * (way[k] ?? 0)) ** 2, 0)
  const isOnIt = 1 - smooth(Math.sqrt(off / Math.max(1e-6, length)) / 0.6)
  return clamp(along) * isOnIt * smooth((Math.sqrt(length) - faint) / (clear - faint))
}

/**
 * @param bounds what the product covers
 * @returns a patch at the size of the picture, to be laid as NORMAL; nothing where the painted outline is right, give or take a pixel
 */
export function edgeFor(picture: Pixels, product: Pixels, bounds: Box): Edge | null {
  const reach = Math.max(2, share * Math.sqrt(bounds.width * bounds.height))
  const room = Math.ceil(4 * reach)
  const x = Math.max(0, bounds.x - room)
  const y = Math.max(0, bounds.y - room)
  const width = Math.min(picture.width, bounds.x + bounds.width + room) - x
  const height = Math.min(picture.height, bounds.y + bounds.height + room) - y
  const byteAt = (from: Pixels, index: number, channel: number): number =>
    from.rgba[4 * ((y + Math.floor(index / width)) * picture.width + x + (index % width)) + channel] ?? 0

  const size = { width, height, data: new Float32Array(0) }
  const isThere = (index: number): boolean => byteAt(product, index, 3) >= 128
  const outward = distanceTo(size, isThere, 3 * reach)
  const inward = distanceTo(size, (index) => !isThere(index), 3 * reach)
  const channels = [0, 1, 2].map((channel) => fieldOf(size, (_x, _y, index) => byteAt(picture, index, channel) / 255))
  const ring = (distance: PixelField, from: number, to: number): PixelField =>
    fieldOf(size, (_x, _y, index) => (at(distance, index) > from && at(distance, index) <= to ? 1 : 0))
  const around = meanOf(channels, ring(outward, reach, 2.5 * reach), reach)
  const inside = meanOf(channels, ring(inward, 1, 2 * reach), reach)

  const shares = fieldOf(size, (_x, _y, index) => {
    if (at(outward, index) === 0 || at(outward, index) > reach) return 0
    const [red = 0, green = 0, blue = 0] = channels.map((channel) => at(channel, index))
    return shareOf([red, green, blue], inside(index), around(index))
  })
  // A little of the product counts beside much of it, as its soft end: elsewhere it is only the grain of what is around.
  const much = fieldOf(size, (_x, _y, index) => smooth((at(shares, index) - 0.4) / 0.2))
  const near = blur(much, 0.7 * reach)
  const outline = outward.data.reduce((sum, away) => sum + (away === 1 ? 1 : 0), 0)
  const off = much.data.reduce((sum, part, index) => sum + (at(outward, index) > 1.5 ? part : 0), 0)
  if (off <= 0.04 * outline) return null

  // A pixel more all around, where what is left of the product is too little to be told from grain.
  const soft = blur(
    fieldOf(size, (_x, _y, index) => smooth((at(shares, index) - 0.03) / 0.12)),
    1.2,
  )
  const rgba = new Uint8ClampedArray(4 * width * height)
  for (let index = 0; index < width * height; index++) {
    const away = at(outward, index)
    const isNear = clamp(8 * at(near, index))
    if (away > reach || isNear === 0) continue
    const [red, green, blue] = around(index)
    // Under the product as well, so that its own soft edge lies on what is around.
    const covered = clamp(2 * at(soft, index)) * smooth((reach - away) / (0.25 * reach))
    const alpha = away === 0 ? clamp(3 - at(inward, index)) : covered
    rgba.set([255 * red, 255 * green, 255 * blue, 255 * alpha * isNear], 4 * index)
  }
  return { box: { x, y, width, height }, map: { width, height, rgba } }
}
