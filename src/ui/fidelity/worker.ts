// Measures a returned picture against the one that was sent, and lays it back if the model moved or scaled it as a whole.

import { type Affine, type Box, type Size, inverse, multiply, scaling, translation } from '../../core/base/geometry.ts'
import { type Fidelity, measureFidelity } from '../../core/fidelity/fidelity.ts'
import { isWorthLayingBack, layBackTransform, marginFor } from '../../core/fidelity/lay-back.ts'
import { identity } from '../../core/fidelity/whole.ts'
import { hasOtherShape } from '../../core/picture/registration.ts'
import { contextOf } from '../picture/canvas.ts'
import { decodeUpright } from '../picture/convert.ts'
import { type Shows, ignoredIn } from './ignored.ts'

export type Measuring = {
  /** The picture that was sent, its size, and the box of the source in it; in px. */
  readonly sent: Blob
  readonly size: Size
  readonly content: Box
  readonly back: Uint8Array
  /** The area of the picture that is visible; null when all of it is. */
  readonly shows: Shows | null
}

export type Measured = {
  readonly fidelity: Fidelity
  /** The size at which the pictures were compared, in px. */
  readonly size: Size
  /** Null when the picture is in place, or the movement is not certain. */
  readonly laidBack: { readonly bytes: Uint8Array; readonly transform: Affine } | null
}

export type FidelityTools = {
  /** Rejects when one of the two is not a picture. */
  measure(job: Measuring, signal: AbortSignal): Promise<Measured>
}

/** A longer side takes more time without giving more certainty (fidelity §4). */
const longSide = 800
/** The largest picture side that Figma accepts, in px (platform §3.2). */
const largestSide = 4096

/** The box of the source in the returned picture. A picture of another shape was scaled to cover and centred (DESIGN §5). */
function contentIn(back: Size, size: Size, content: Box): Box {
  if (!hasOtherShape(back, size)) {
    const [x, y] = [back.width / size.width, back.height / size.height]
    return { x: content.x * x, y: content.y * y, width: content.width * x, height: content.height * y }
  }
  const cover = Math.max(size.width / back.width, size.height / back.height)
  const [left, top] = [(back.width * cover - size.width) / 2, (back.height * cover - size.height) / 2]
  return { x: (content.x + left) / cover, y: (content.y + top) / cover, width: content.width / cover, height: content.height / cover }
}

function pixelsIn(bitmap: ImageBitmap, { x, y, width, height }: Box, size: Size): ImageData {
  const context = contextOf(size)
  context.imageSmoothingQuality = 'high'
  context.fillStyle = '#fff'
  context.fillRect(0, 0, size.width, size.height)
  context.drawImage(bitmap, x, y, width, height, 0, 0, size.width, size.height)
  return context.getImageData(0, 0, size.width, size.height)
}

/** The picture with its edge pixels repeated on all sides. */
function withMargin(bitmap: ImageBitmap, margin: number): OffscreenCanvas {
  const { width, height } = bitmap
  const context = contextOf({ width: width + 2 * margin, height: height + 2 * margin })
  const { canvas } = context
  context.drawImage(bitmap, margin, margin)
  context.imageSmoothingEnabled = false
  context.drawImage(canvas, margin, margin, 1, height, 0, margin, margin, height)
  context.drawImage(canvas, margin + width - 1, margin, 1, height, margin + width, margin, margin, height)
  // These rows span the full width, which fills the corners as well.
  context.drawImage(canvas, 0, margin, canvas.width, 1, 0, 0, canvas.width, margin)
  context.drawImage(canvas, 0, margin + height - 1, canvas.width, 1, 0, margin + height, canvas.width, margin)
  return canvas
}

/** The visible part of the picture after laying it back, at the size of the measurement. */
function pixelsLaidBack(padded: OffscreenCanvas, transform: Affine, { back, content, measured }: Place): ImageData {
  const context = contextOf(measured)
  context.imageSmoothingQuality = 'high'
  // The chain maps a measured pixel to the unit square of the picture and on to the padded one; the canvas needs the inverse.
  const [[a, b, tx], [c, d, ty]] = inverse(
    multiply(
      scaling(padded.width, padded.height),
      transform,
      scaling(1 / back.width, 1 / back.height),
      translation(content.x, content.y),
      scaling(content.width / measured.width, content.height / measured.height),
    ),
  )
  context.setTransform(a, c, b, d, tx, ty)
  context.drawImage(padded, 0, 0)
  return context.getImageData(0, 0, measured.width, measured.height)
}

/** The movement up to which a picture counts as in place, in px at the corners of the measured size. */
const restMoved = 0.5

type Options = NonNullable<Parameters<typeof measureFidelity>[2]>

type Place = { readonly back: Size; readonly content: Box; readonly measured: Size }

type Tried = { readonly fidelity: Fidelity; readonly laidBack: NonNullable<Measured['laidBack']> }

/**
 * Moves the picture back into place and measures again. Null unless it is then in place with at least as many lines kept, which proves that
 * the model moved it.
 */
async function tryLayBack(
  source: ImageData,
  picture: ImageBitmap,
  place: Place,
  before: Fidelity,
  options: Options,
): Promise<Tried | null> {
  const { whole } = before
  const { back, content, measured } = place
  if (!isWorthLayingBack(whole, measured)) return null
  const margin = marginFor(whole, measured, content.width / measured.width)
  if (Math.max(back.width, back.height) + 2 * margin > largestSide) return null
  const padded = withMargin(picture, margin)
  const transform = layBackTransform(whole, { back, content, measured, margin })
  const after = measureFidelity(source, pixelsLaidBack(padded, transform, place), options)
  if (after.movedBy > restMoved || after.kept < before.kept) return null
  const bytes = new Uint8Array(await (await padded.convertToBlob({ type: 'image/png' })).arrayBuffer())
  // The framing figures describe the picture as it came, all others the picture as it lies now.
  return { fidelity: { ...after, whole, movedBy: before.movedBy }, laidBack: { bytes, transform } }
}

/** Without that proof no movement may be reported. */
function unmoved(fidelity: Fidelity): Fidelity {
  return { ...fidelity, whole: identity, movedBy: 0 }
}

async function measure({ sent, size, content, back, shows }: Measuring, signal: AbortSignal): Promise<Measured> {
  const [source, result] = await Promise.all([createImageBitmap(sent), decodeUpright(back)])
  try {
    signal.throwIfAborted()
    const scale = Math.min(1, longSide / Math.max(content.width, content.height))
    const measured = { width: Math.max(1, Math.round(content.width * scale)), height: Math.max(1, Math.round(content.height * scale)) }
    const place = { back: result, content: contentIn(result, size, content), measured }
    const pixels = pixelsIn(source, content, measured)
    const options = shows === null ? {} : { ignored: ignoredIn(shows, measured) }
    const fidelity = measureFidelity(pixels, pixelsIn(result, place.content, measured), options)
    signal.throwIfAborted()
    const tried = await tryLayBack(pixels, result, place, fidelity, options)
    return tried === null ? { fidelity: unmoved(fidelity), size: measured, laidBack: null } : { ...tried, size: measured }
  } finally {
    source.close()
    result.close()
  }
}

export function makeFidelityTools(): FidelityTools {
  return { measure }
}
