// A canvas whose pixels are read.

import type { Size } from '../../core/base/geometry.ts'

/** Throws when the browser gives no canvas. */
export function contextOf({ width, height }: Size): OffscreenCanvasRenderingContext2D {
  // Keeps the pixels in main memory; on the GPU they would have to be read back.
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('no 2d canvas')
  return context
}
