// Converts PNG to pixels and back with the browser's canvas.

import type { Pixels } from '../../core/picture/pixels.ts'
import { pngBlob } from './blob.ts'
import { contextOf } from './canvas.ts'

/**
 * Decodes and encodes PNGs: with a canvas in the browser, or with another implementation in tests. Rejects when the bytes are not a
 * picture.
 */
export type Codec = { decode(png: Uint8Array): Promise<Pixels>; encode(pixels: Pixels): Promise<Uint8Array> }

export const canvasCodec: Codec = {
  decode: async (png) => {
    // No colour conversion: pictures are compared by the values in the file.
    const bitmap = await createImageBitmap(pngBlob(png), { colorSpaceConversion: 'none' })
    const { width, height } = bitmap
    const context = contextOf(bitmap)
    context.drawImage(bitmap, 0, 0)
    bitmap.close()
    return { width, height, rgba: context.getImageData(0, 0, width, height).data }
  },
  encode: async ({ width, height, rgba }: Pixels) => {
    const context = contextOf({ width, height })
    context.putImageData(new ImageData(new Uint8ClampedArray(rgba), width, height), 0, 0)
    return new Uint8Array(await (await context.canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
  },
}
