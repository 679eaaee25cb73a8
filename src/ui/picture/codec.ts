// PNG to pixels and back, by the browser.

import type { Pixels } from '../../core/picture/pixels.ts'
import type { Codec } from './image-analysis.ts'

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  // Read at once and thrown away: pixels that wait on a graphics card would have to come back from there.
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('no 2d canvas')
  return context
}

export const canvasCodec: Codec = {
  decode: async (png) => {
    const blob = new Blob([png as Uint8Array<ArrayBuffer>], { type: 'image/png' })
    // Bytes as they are in the file: two pictures are compared by them.
    const bitmap = await createImageBitmap(blob, { colorSpaceConversion: 'none' })
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
