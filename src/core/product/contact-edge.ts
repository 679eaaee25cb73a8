// Computes a patch over what the model painted of the product beyond its outline, which would otherwise show as a rim. The patch has the colours of
// the surroundings.

import type { Box, Size } from '../base/geometry.ts'
import type { Pixels } from '../picture/pixels.ts'
import { type PixelField, at, blur, clamp, fieldOf, smooth } from './pixel-field.ts'
import { distanceTo } from './pixel-distance.ts'

export type Edge = { readonly box: Box; readonly map: Pixels }

// How far the painted outline may be off, called the reach: a share of the product's size, and a minimum in pixels. Beyond that it is another
// product, which no patch can correct.
const maxOffset = 0.02
const minOffsetPixels = 2

// Multiples of the reach: margin around the product, maximum distance measured, how far outside and inside colours are sampled, what counts as near a
// plainly painted pixel, and the length over which the patch fades out.
const roomReach = 4
const distanceReach = 3
const aroundReach = 2.5
const insideReach = 2
const nearReach = 0.7
const fadeReach = 0.25

/** Pixels with at least this alpha (0 to 255) belong to the product. */
const opaqueFrom = 128

// Distance between two colours, with channels from 0 to 1: below `faint`, product and surroundings cannot be told apart; from `clear` on they fully
// can.
const faint = 0.12
const clear = 0.3

/** A colour this far off the line between the two colours, as a share of its length, belongs to neither. */
const colorTolerance = 0.6

// The share of the product's colour from which a pixel counts as plainly painted, or as having a trace of the product, and the range over which it
// comes to count fully.
const plainShareFrom = 0.4
const plainShareOver = 0.2
const traceShareFrom = 0.03
const traceShareOver = 0.12

/** Pixels plainly painted more than a pixel outside the outline, per pixel of outline. Below this the outline is right. */
const rightUpTo = 0.04

// In px: the blur by which a patch extends beyond the traces, and how far it reaches under the product.
const patchSpread = 1.2
const patchDepth = 3

// Gains for plainly painted pixels nearby and for traces: a little of either is enough.
const gainNear = 8
const gainTraces = 2

/** Avoids dividing by sums that may be 0. */
const tiny = 1e-6

type Color = readonly [number, number, number]

/** A part of both pictures: distances outwards and inwards from the product's outline, in pixels, and the channels of the picture, 0 to 1. */
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

/** The mean colour around a pixel, of the pixels whose distance lies in a ring. */
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
 * How much of a pixel beside the product shows the product as painted, 0 to 1: the position of its colour between the colour around and the colour
 * painted inside.
 */
function productShare(color: Color, inside: Color, around: Color): number {
  const way = inside.map((value, k) => value - (around[k] ?? 0))
  const length = way.reduce((sum, value) => sum + value * value, 0)
  const along = way.reduce((sum, value, k) => sum + value * ((color[k] ?? 0) - (around[k] ?? 0)), 0) / Math.max(tiny, length)
  const beside = color.reduce((sum, value, k) => sum + (value - (around[k] ?? 0) - along * (way[k] ?? 0)) ** 2, 0)
  const isOnWay = 1 - smooth(Math.sqrt(beside / Math.max(tiny, length)) / colorTolerance)
  return clamp(along) * isOnWay * smooth((Math.sqrt(length) - faint) / (clear - faint))
}

/** Whether enough of the product is painted more than a pixel outside its outline. */
function isPaintedTooLarge(painted: PixelField, outward: PixelField): boolean {
  const outline = outward.data.reduce((sum, away) => sum + (away === 1 ? 1 : 0), 0)
  const outside = painted.data.reduce((sum, part, index) => sum + (at(outward, index) > 1.5 ? part : 0), 0)
  return outside > rightUpTo * outline
}

/** The colour of the surroundings, where there are traces of the product, and under its own soft edge. */
function patchOf(
  { outward, inward }: Surroundings,
  reach: number,
  shares: { readonly all: PixelField; readonly plain: PixelField },
  around: (index: number) => Color,
): Pixels {
  const { width, height } = outward
  const near = blur(shares.plain, nearReach * reach)
  // Extends the patch by a pixel, where the remaining traces cannot be told from grain.
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
 * @param bounds the box of the product
 * @returns a patch at the size of the picture, to be laid with blend mode NORMAL; null when the painted outline is right to within a pixel
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
  // A small share counts only next to large ones, as the soft edge of the product; elsewhere it is just grain.
  const painted = fieldOf(outward, (_x, _y, index) => smooth((at(all, index) - plainShareFrom) / plainShareOver))
  if (!isPaintedTooLarge(painted, outward)) return null
  return { box, map: patchOf(surroundings, reach, { all, plain: painted }, around) }
}
