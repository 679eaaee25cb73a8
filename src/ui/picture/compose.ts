// Composes the picture that is sent from the exported pieces: flattened on white, with the margin filled by repeating the edge, never with
// white bars or by stretching (DESIGN §5).

import { fingerprintOf } from '../../core/picture/fingerprint.ts'
import type { Piece } from '../../core/picture/piece.ts'
import type { Plan } from '../../core/picture/registration.ts'
import { base64Of } from './base64.ts'
import { pngBlob } from './blob.ts'

/** `base64` is the picture as it stands in the body of an order, encoded in advance. `fingerprint` is that of the exported bytes. */
export type Composed = { readonly blob: Blob; readonly format: 'png' | 'jpeg'; readonly base64: Blob; readonly fingerprint: string }

export type Composition = {
  /** Lowest first. */
  readonly pieces: readonly Piece[]
  /** Colour behind the pieces: `#rrggbb`, or empty for white. */
  readonly background: string
  readonly plan: Plan
  readonly takesJpeg: boolean
}

/** A PNG of up to this many bytes is sent as it is; a larger one as JPEG if that is smaller (perf §2a). */
const largePng = 500_000
const jpegQuality = 0.92

/** Colour types 0 and 2 have no alpha channel; others may. */
function isOpaquePng(png: Uint8Array): boolean {
  return png[25] === 0 || png[25] === 2
}

type Layer = { readonly bitmap: ImageBitmap; readonly piece: Piece }

async function layerOf(piece: Piece): Promise<Layer> {
  return { bitmap: await createImageBitmap(pngBlob(piece.png)), piece }
}

/** Whether the piece can be sent unchanged. */
function isReady({ bitmap, piece }: Layer, { sent }: Plan): boolean {
  const isWhole = piece.box.width === sent.width && piece.box.height === sent.height
  return isWhole && bitmap.width === sent.width && bitmap.height === sent.height && isOpaquePng(piece.png)
}

function draw(layers: readonly Layer[], background: string, { sent, content }: Plan): OffscreenCanvas {
  const canvas = new OffscreenCanvas(sent.width, sent.height)
  const context = canvas.getContext('2d', { alpha: false })
  if (context === null) throw new Error('no 2d canvas')
  context.fillStyle = background || '#fff'
  context.fillRect(0, 0, sent.width, sent.height)
  context.imageSmoothingQuality = 'high'
  const { x, y, width, height } = content
  context.save()
  context.beginPath()
  context.rect(x, y, width, height)
  context.clip()
  for (const { bitmap, piece } of layers) context.drawImage(bitmap, x + piece.box.x, y + piece.box.y, piece.box.width, piece.box.height)
  context.restore()
  context.imageSmoothingEnabled = false
  const after = sent.width - x - width
  const below = sent.height - y - height
  if (x > 0) context.drawImage(canvas, x, y, 1, height, 0, y, x, height)
  if (after > 0) context.drawImage(canvas, x + width - 1, y, 1, height, x + width, y, after, height)
  // These rows span the full width, which fills the corners as well.
  if (y > 0) context.drawImage(canvas, 0, y, sent.width, 1, 0, 0, sent.width, y)
  if (below > 0) context.drawImage(canvas, 0, y + height - 1, sent.width, 1, 0, y + height, sent.width, below)
  return canvas
}

async function encode({ pieces, background, plan, takesJpeg }: Composition): Promise<Pick<Composed, 'blob' | 'format'>> {
  const byteLength = pieces.reduce((sum, { png }) => sum + png.length, 0)
  const layers = await Promise.all(pieces.map(layerOf))
  const [only] = layers
  if (only !== undefined && layers.length === 1 && isReady(only, plan) && (byteLength <= largePng || !takesJpeg)) {
    only.bitmap.close()
    return { blob: pngBlob(only.piece.png), format: 'png' }
  }
  const canvas = draw(layers, background, plan)
  for (const { bitmap } of layers) bitmap.close()
  const asJpeg = (): Promise<Blob> => canvas.convertToBlob({ type: 'image/jpeg', quality: jpegQuality })
  if (takesJpeg && byteLength > largePng) {
    const jpeg = await asJpeg()
    if (jpeg.size < byteLength) return { blob: jpeg, format: 'jpeg' }
  }
  const flat = await canvas.convertToBlob({ type: 'image/png' })
  if (takesJpeg && flat.size > largePng) {
    const jpeg = await asJpeg()
    if (jpeg.size < flat.size) return { blob: jpeg, format: 'jpeg' }
  }
  return { blob: flat, format: 'png' }
}

/** Pieces have the size of their boxes, unless Figma exported more pixels. */
export async function compose(composition: Composition): Promise<Composed> {
  const { blob, format } = await encode(composition)
  const fingerprint = fingerprintOf(composition.pieces.map(({ png }) => png))
  return { blob, format, base64: await base64Of(blob), fingerprint }
}
