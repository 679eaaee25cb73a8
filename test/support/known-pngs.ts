// PNGs that are decoded and encoded without waiting: their heads tell their sizes, and their pixels are remembered beside.

import type { Pixels } from '../../src/core/picture/pixels.ts'
import type { Codec } from '../../src/ui/picture/codec.ts'
import { tinyPng } from './tiny.ts'

const known = new WeakMap<Uint8Array, Pixels>()

export function knownPng(pixels: Pixels): Uint8Array {
  const png = tinyPng(pixels.width, pixels.height).slice()
  known.set(png, pixels)
  return png
}

export function pixelsOfKnown(png: Uint8Array): Pixels {
  const pixels = known.get(png)
  if (pixels === undefined) throw new Error('not a PNG that was made here')
  return pixels
}

export const knownCodec: Codec = {
  decode: async (png) => pixelsOfKnown(png),
  encode: async (pixels) => knownPng(pixels),
}
