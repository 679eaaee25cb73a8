// Reads one pixel of a picture, for the self-test.

import { pngBlob } from './blob.ts'

/** `x` and `y` are fractions of the picture's size. @returns red, green, blue and alpha, 0 to 255 */
export async function pixelAt(png: Uint8Array, x: number, y: number): Promise<readonly number[]> {
  const bitmap = await createImageBitmap(pngBlob(png))
  try {
    const context = new OffscreenCanvas(1, 1).getContext('2d')
    if (context === null) throw new Error('no 2d canvas')
    context.drawImage(bitmap, -Math.floor(bitmap.width * x), -Math.floor(bitmap.height * y))
    return [...context.getImageData(0, 0, 1, 1).data]
  } finally {
    bitmap.close()
  }
}
