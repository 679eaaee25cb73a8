// PNG to pixels and back, by the browser.

import type { Pixels } from '../../core/picture/pixels.ts'
import { pngBlob } from './blob.ts'

/** How PNGs become pixels and pixels PNGs: a browser's canvas, or what a test has. Rejects when bytes are no picture. */
export type Codec = { decode(png: Uint8Array): Promise<Pixels>; encode(pixels: Pixels): Promise<Uint8Array> }

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  // Pixels on a graphics card would have to be fetched back from there to be read.
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('no 2d canvas')
  return context
}

export const canvasCodec: Codec = {
  decode: async (png) => {
    // Bytes as they are in the file: two pictures are compared by them.
    const bitmap = await createImageBitmap(pngBlob(png), { colorSpaceConversion: 'none' })
    const { width, height } = bitmap
    const context = contextOf(width, height)
    context.drawImage(bitmap, 0, 0)
    bitmap.close()
    return { width, height, rgba: context.getImageData(0, 0, width, height).data }
  },
  encode: async ({ width, height, rgba }: Pixels) => {
    const context = contextOf(width, height)
    context.putImageData(new ImageData(new Uint8ClampedArray(rgba), width, height), 0, 0)
    return new Uint8Array(await (await context.canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
  },
}
