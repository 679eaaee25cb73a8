/** Turns an accepted order into a picture of the size and format the model would give. */
import { paint } from './engine/engine.ts'
import { fitSize, kontextSize, megapixelSize, type Size } from './engine/size.ts'
import { paintAside } from './painter.ts'
import { schemaOf } from './schemas.ts'
import type { Settings } from './settings.ts'
import type { Order, Paint } from './tasks.ts'
import sharp from 'sharp'

export function createStudio(settings: Settings): Paint {
  return async (order, seed) => {
    const { prompt, output_format: format } = order.fields
    const source = order.pictures['control_image'] ?? order.pictures['preprocessed_image'] ?? order.pictures['input_image']
    const mode = settings.paint === 'repaint' ? 'repaint' : 'identity'
    // Plain copies are made by sharp, which has its own threads.
    const painted = mode === 'repaint' ? paintAside : paint
    return painted({
      picture: source,
      palette: order.pictures['input_image_2'],
      prompt: typeof prompt === 'string' ? prompt : '',
      seed,
      format: format === 'png' || format === 'jpeg' || format === 'webp' ? format : (schemaOf(order.model)?.format ?? 'jpeg'),
      mode,
      hasMark: settings.mark,
      framing: settings.framing,
      ...(settings.paint === 'identity' ? {} : { size: await sizeOf(order, source) }),
    })
  }
}

async function sizeOf(order: Order, source: Uint8Array | undefined): Promise<Size> {
  const { width: sourceWidth, height: sourceHeight } = source ? await sharp(source).metadata() : { width: 1024, height: 1024 }
  // On the user's own GPU, a picture is as large as the one sent (services §4).
  if (order.model === 'flux-depth-dev') return { width: sourceWidth, height: sourceHeight }
  const { width, height, aspect_ratio: ratio } = order.fields
  switch (schemaOf(order.model)?.size) {
    case 'given': {
      // Default: the input's own size, cropped to the grid and to 4 megapixels (api §6).
      const [w, h] = [typeof width === 'number' ? width : sourceWidth, typeof height === 'number' ? height : sourceHeight]
      return fitSize(w, h, 4_194_304)
    }
    case 'ratio': {
      const [x = sourceWidth, y = sourceHeight] = typeof ratio === 'string' ? ratio.split(':').map(Number) : []
      return kontextSize(x / y)
    }
    default:
      return megapixelSize(sourceWidth, sourceHeight)
  }
}
