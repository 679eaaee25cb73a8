// Export → what is sent: flattened on white, the margin filled by repeating the edge, never white bars, never stretched (DESIGN §5).

import { readPicture } from '../../core/image.ts'
import type { Plan } from '../../core/registration.ts'

export type Composed = { readonly blob: Blob; readonly format: 'png' | 'jpeg' }

/** A PNG up to this size leaves as it is; a larger one as JPEG where that is smaller (perf §2a). */
const largePng = 500_000
const jpegQuality = 0.92

const asBlob = (bytes: Uint8Array, type: string): Blob => new Blob([bytes as Uint8Array<ArrayBuffer>], { type })

/** Colour types 0 and 2 hold no alpha; others may. */
const isOpaquePng = (png: Uint8Array): boolean => png[25] === 0 || png[25] === 2

const draw = (bitmap: ImageBitmap, { sent, content }: Plan): OffscreenCanvas => {
  const canvas = new OffscreenCanvas(sent.width, sent.height)
  const context = canvas.getContext('2d', { alpha: false })
  if (context === null) throw new Error('no 2d canvas')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, sent.width, sent.height)
  context.imageSmoothingQuality = 'high'
  const { x, y, width, height } = content
  context.drawImage(bitmap, x, y, width, height)
  context.imageSmoothingEnabled = false
  const after = sent.width - x - width
  const below = sent.height - y - height
  if (x > 0) context.drawImage(canvas, x, y, 1, height, 0, y, x, height)
  if (after > 0) context.drawImage(canvas, x + width - 1, y, 1, height, x + width, y, after, height)
  // The rows reach over the whole width, so the corners are filled as well.
  if (y > 0) context.drawImage(canvas, 0, y, sent.width, 1, 0, 0, sent.width, y)
  if (below > 0) context.drawImage(canvas, 0, y + height - 1, sent.width, 1, 0, y + height, sent.width, below)
  return canvas
}

/** @param png the export of the source, of the size of `plan.content` unless Figma gave more */
export const compose = async (png: Uint8Array, plan: Plan, takesJpeg: boolean): Promise<Composed> => {
  const source = asBlob(png, 'image/png')
  const bitmap = await createImageBitmap(source)
  const fits = bitmap.width === plan.sent.width && bitmap.height === plan.sent.height
  if (fits && isOpaquePng(png) && (png.length <= largePng || !takesJpeg)) return { blob: source, format: 'png' }
  const canvas = draw(bitmap, plan)
  bitmap.close()
  const asJpeg = (): Promise<Blob> => canvas.convertToBlob({ type: 'image/jpeg', quality: jpegQuality })
  if (takesJpeg && png.length > largePng) {
    const jpeg = await asJpeg()
    if (jpeg.size < png.length) return { blob: jpeg, format: 'jpeg' }
  }
  const flat = await canvas.convertToBlob({ type: 'image/png' })
  if (takesJpeg && flat.size > largePng) {
    const jpeg = await asJpeg()
    if (jpeg.size < flat.size) return { blob: jpeg, format: 'jpeg' }
  }
  return { blob: flat, format: 'png' }
}

/** A picture that Figma does not take, as a PNG with no side over `maxSide`. Throws where the bytes are no picture. */
export const convert = async (bytes: Uint8Array, maxSide: number): Promise<Uint8Array> => {
  const format = readPicture(bytes)?.format ?? 'png'
  const whole = await createImageBitmap(asBlob(bytes, `image/${format}`))
  const scale = Math.min(1, maxSide / Math.max(whole.width, whole.height))
  const width = Math.max(1, Math.round(whole.width * scale))
  const height = Math.max(1, Math.round(whole.height * scale))
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no 2d canvas')
  context.imageSmoothingQuality = 'high'
  context.drawImage(whole, 0, 0, width, height)
  whole.close()
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
}
