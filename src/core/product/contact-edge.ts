// What a model painted of the product beyond its outline: covered by what lies around, or it would stand out as a rim.

import type { Box, Size } from '../base/geometry.ts'
import type { Pixels } from '../picture/pixels.ts'
import { type PixelField, at, blur, clamp, fieldOf, smooth } from './pixel-field.ts'
import { distanceTo } from './pixel-distance.ts'

export type Edge = { readonly box: Box; readonly map: Pixels }

// How far a painted outline may be off, which is the reach here: a part of the product's size, and pixels at least. More than that is
// another product, which no patch mends.
const maxOffset = 0.02
const minOffsetPixels = 2

// Parts of the reach: room around the product, how far distances are measured, how far out and in colours are taken, what counts as
// near to a plainly painted pixel, and over what the patch fades at its end.
const roomReach = 4
const distanceReach = 3
const aroundReach = 2.5
const insideReach = 2
const nearReach = 0.7
const fadeReach = 0.25

/** Bytes of alpha from which a pixel is the product's. */
const opaqueFrom = 128

// The length of the way between two colours, each channel 0 to 1: under `faint` product and surroundings are not told apart, from
// `clear` on wholly.
const faint = 0.12
const clear = 0.3

/** A colour so far beside the way from one to the other, as a part of that way, is of neither. */
const colorTolerance = 0.6

// The share of the product's colour from which a pixel begins to be plainly painted as product, or to have a trace of it, and over how
// much more it becomes so in full.
const plainShareFrom = 0.4
const plainShareOver = 0.2
const traceShareFrom = 0.03
const traceShareOver = 0.12

/** Pixels plainly painted as product, more than a pixel outside, per pixel of the outline: with fewer the outline is right. */
const rightUpTo = 0.04

// Pixels: the blur by which a patch reaches further than the traces, and how deep it lies under the product.
const patchSpread = 1.2
const patchDepth = 3

// A little is enough: of what is plainly painted nearby, and of traces.
const gainNear = 8
const gainTraces = 2

/** For sums that may be 0. */
const tiny = 1e-6

type Color = readonly [number, number, number]

/** A part of both pictures: distances out of the product and into it, in pixels, and the channels of the picture, 0 to 1. */
type Surroundings = {
  readonly outward: PixelField
  readonly inward: PixelField
  readonly channels: readonly PixelField[]
}

function surroundingsOf(picture: Pixels, product: Pixels, { x, y, width, height }: Box, reach: number): Surroundings {
  const size: Size = { width, height }
  const byteAt = (from: Pixels, index: number, channel: number): number =>
    from.rgba[4 * ((y + Math.floor(index / width)) * picture.width + x + (index % width)) + channel] ?? 0
  const isProduct = (index: number): boolean => byteAt(product, index, 3) >= opaqueFrom
  return {
    outward: distanceTo(size, isProduct, distanceReach * reach),
    inward: distanceTo(size, (index) => !isProduct(index), distanceReach * reach),
    channels: [0, 1, 2].map((channel) => fieldOf(size, (_x, _y, index) => byteAt(picture, index, channel) / 255)),
  }
}

/** The mean colour around a pixel, of those whose distance lies in a ring. */
function meanColorIn(
  channels: readonly PixelField[],
  distance: PixelField,
  { from, to, spread }: { readonly from: number; readonly to: number; readonly spread: number },
): (index: number) => Color {
  const counts = fieldOf(distance, (_x, _y, index) => (at(distance, index) > from && at(distance, index) <= to ? 1 : 0))
  const weight = blur(counts, spread)
  const [red, green, blue] = channels.map((channel) =>
    blur(
      fieldOf(channel, (_x, _y, i) => at(channel, i) * at(counts, i)),
      spread,
    ),
  )
  return (index) => {
    const total = Math.max(tiny, at(weight, index))
    return red && green && blue ? [at(red, index) / total, at(green, index) / total, at(blue, index) / total] : [0, 0, 0]
  }
}

/**
 * Of a pixel beside the product, how much it is of the product as it was painted, 0 to 1: where its colour lies on the way from
 * what is around to what was painted inside.
 */
function productShare(color: Color, inside: Color, around: Color): number {
  const way = inside.map((value, k) => value - (around[k] ?? 0))
  const length = way.reduce((sum, value) => sum + value * value, 0)
  const along = way.reduce((sum, value, k) => sum + value * ((color[k] ?? 0) - (around[k] ?? 0)), 0) / Math.max(tiny, length)
  const beside = color.reduce((sum, value, k) => sum + (value - (around[k] ?? 0) - along * (way[k] ?? 0)) ** 2, 0)
  const isOnWay = 1 - smooth(Math.sqrt(beside / Math.max(tiny, length)) / colorTolerance)
  return clamp(along) * isOnWay * smooth((Math.sqrt(length) - faint) / (clear - faint))
}

/** Whether enough is painted as product more than a pixel outside of it. */
function isPaintedTooLarge(painted: PixelField, outward: PixelField): boolean {
  const outline = outward.data.reduce((sum, away) => sum + (away === 1 ? 1 : 0), 0)
  const outside = painted.data.reduce((sum, part, index) => sum + (at(outward, index) > 1.5 ? part : 0), 0)
  return outside > rightUpTo * outline
}

/** The colour of what is around, where traces of the product are and under its own soft edge. */
function patchOf(
  { outward, inward }: Surroundings,
  reach: number,
  shares: { readonly all: PixelField; readonly plain: PixelField },
  around: (index: number) => Color,
): Pixels {
  const { width, height } = outward
  const near = blur(shares.plain, nearReach * reach)
  // A pixel more all around, where what is left of the product is too little to be told from grain.
  const traces = blur(
    fieldOf(outward, (_x, _y, index) => smooth((at(shares.all, index) - traceShareFrom) / traceShareOver)),
    patchSpread,
  )
  const rgba = new Uint8ClampedArray(4 * width * height)
  for (let index = 0; index < width * height; index++) {
    const away = at(outward, index)
    const isNear = clamp(gainNear * at(near, index))
    if (away > reach || isNear === 0) continue
    const [red, green, blue] = around(index)
    const covered = clamp(gainTraces * at(traces, index)) * smooth((reach - away) / (fadeReach * reach))
    const alpha = away === 0 ? clamp(patchDepth - at(inward, index)) : covered
    rgba.set([255 * red, 255 * green, 255 * blue, 255 * alpha * isNear], 4 * index)
  }
  return { width, height, rgba }
}

function boxAround({ x, y, width, height }: Box, frame: Size, room: number): Box {
  const [left, top] = [Math.max(0, x - room), Math.max(0, y - room)]
  return {
    x: left,
    y: top,
    width: Math.min(frame.width, x + width + room) - left,
    height: Math.min(frame.height, y + height + room) - top,
  }
}

/**
 * @param bounds what the product covers
 * @returns a patch at the size of the picture, to be laid as NORMAL; null when the painted outline is right, give or take a pixel
 */
export function edgeFor(picture: Pixels, product: Pixels, bounds: Box): Edge | null {
  const reach = Math.max(minOffsetPixels, maxOffset * Math.sqrt(bounds.width * bounds.height))
  const box = boxAround(bounds, picture, Math.ceil(roomReach * reach))
  const surroundings = surroundingsOf(picture, product, box, reach)
  const { outward, inward, channels } = surroundings
  const around = meanColorIn(channels, outward, { from: reach, to: aroundReach * reach, spread: reach })
  const inside = meanColorIn(channels, inward, { from: 1, to: insideReach * reach, spread: reach })

  const all = fieldOf(outward, (_x, _y, index) => {
    if (at(outward, index) === 0 || at(outward, index) > reach) return 0
    const [red = 0, green = 0, blue = 0] = channels.map((channel) => at(channel, index))
    return productShare([red, green, blue], inside(index), around(index))
  })
  // A little of the product counts beside much of it, as its soft end: elsewhere it is only the grain of what is around.
  const painted = fieldOf(outward, (_x, _y, index) => smooth((at(all, index) - plainShareFrom) / plainShareOver))
  if (!isPaintedTooLarge(painted, outward)) return null
  return { box, map: patchOf(surroundings, reach, { all, plain: painted }, around) }
}
