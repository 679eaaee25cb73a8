// Pictures in tests: what the window composes, what an identity model returns, and how far the edges of two pictures are apart.

import sharp from 'sharp'
import type { Pixels } from '../../src/core/picture/pixels.ts'
import type { Plan } from '../../src/core/picture/registration.ts'

/** Fast, weak compression, because the PNG is read again at once. */
const quickly = { compressionLevel: 1 }

/** The composed picture, as the window makes it: flattened on white, margins filled by repeating the edge. An identity model returns it unchanged. */
export async function identityAnswer(png: Uint8Array, { sent, content }: Plan): Promise<Uint8Array> {
  const { data, info } = await sharp(png).flatten({ background: '#fff' }).raw().toBuffer({ resolveWithObject: true })
  return sharp(data, { raw: info })
    .extend({
      left: content.x,
      top: content.y,
      right: sent.width - content.x - content.width,
      bottom: sent.height - content.y - content.height,
      extendWith: 'copy',
    })
    .png(quickly)
    .toBuffer()
}

type Grey = { readonly width: number; readonly height: number; readonly data: Float32Array }

async function greyOf(png: Uint8Array): Promise<Grey> {
  const { data, info } = await sharp(png).flatten({ background: '#fff' }).greyscale().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data: Float32Array.from(data.filter((_, index) => index % info.channels === 0)) }
}

/** Where and how much brightness changes, so that edges count and colours do not. */
function edgesOf({ width, height, data }: Grey): Grey {
  const edges = new Float32Array(width * height)
  const at = (x: number, y: number): number => data[y * width + x] ?? 0
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) edges[y * width + x] = Math.abs(at(x + 1, y) - at(x - 1, y)) + Math.abs(at(x, y + 1) - at(x, y - 1))
  return { width, height, data: edges }
}

function difference(a: Grey, b: Grey, dx: number, dy: number, rim: number): number {
  let sum = 0
  for (let y = rim; y < a.height - rim; y++)
    for (let x = rim; x < a.width - rim; x++) sum += Math.abs((a.data[y * a.width + x] ?? 0) - (b.data[(y + dy) * b.width + x + dx] ?? 0))
  return sum
}

/** The shift in pixels that aligns `b` with `a`; {0, 0} if their edges coincide. `isClear`: no other shift fits as well. */
export async function offsetBetween(
  a: Uint8Array,
  b: Uint8Array,
): Promise<{ dx: number; dy: number; sameSize: boolean; isClear: boolean }> {
  const [first, second] = [edgesOf(await greyOf(a)), edgesOf(await greyOf(b))]
  const reach = 3
  let best = { dx: 0, dy: 0 }
  let [least, next] = [Infinity, Infinity]
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const off = difference(first, second, dx, dy, reach + 1)
      if (off < least) {
        ;[next, least] = [least, off]
        best = { dx, dy }
      } else next = Math.min(next, off)
    }
  }
  return { ...best, sameSize: first.width === second.width && first.height === second.height, isClear: least < next }
}

/** Decodes to straight alpha, as a canvas does. Sharp takes the place of the window's browser. */
export async function pixelsOf(png: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, rgba: new Uint8Array(data) }
}

export async function pngOf({ width, height, rgba }: Pixels): Promise<Uint8Array> {
  return new Uint8Array(
    await sharp(Buffer.from(rgba), { raw: { width, height, channels: 4 } })
      .png(quickly)
      .toBuffer(),
  )
}

function rgbOf(png: Uint8Array) {
  return sharp(png).flatten({ background: '#fff' }).raw().toBuffer({ resolveWithObject: true })
}

/** How two pictures of the same size differ: the largest difference (of 255), and the average over all channels of all pixels. */
export async function apart(a: Uint8Array, b: Uint8Array): Promise<{ readonly most: number; readonly mean: number }> {
  const [one, other] = [await rgbOf(a), await rgbOf(b)]
  if (one.info.width !== other.info.width || one.info.height !== other.info.height) throw new Error('pictures of different sizes')
  let [most, sum] = [0, 0]
  for (let index = 0; index < one.data.length; index++) {
    const off = Math.abs((one.data[index] ?? 0) - (other.data[index] ?? 0))
    if (off > most) most = off
    sum += off
  }
  return { most, mean: sum / one.data.length }
}
