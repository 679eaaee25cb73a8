// The two pictures of the sample as PNG: the drawing of the look swatches, and the result that was made from it.

import type { Swatch } from '../../core/look/look.ts'
import { shapesOf } from '../look/LookDrawing.tsx'
import { afterPicture } from './picture.ts'

const size = { width: 960, height: 640 }

/** Colours of the clay model that the "after" picture was made from. */
const clay: Swatch = { sky: '#dfe8f0', ground: '#a9b894', front: '#fdfdfc', side: '#e3e3e0', edge: '#c9c9c5', accent: '#8fa3b3' }

async function drawn(draw: (context: OffscreenCanvasRenderingContext2D) => void): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(size.width, size.height)
  const context = canvas.getContext('2d', { alpha: false })
  if (context === null) throw new Error('no 2d canvas')
  draw(context)
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
}

export async function drawSample(): Promise<{ readonly before: Uint8Array; readonly after: Uint8Array }> {
  const made = await createImageBitmap(
    new Blob([Uint8Array.from(atob(afterPicture), (letter) => letter.charCodeAt(0))], { type: 'image/webp' }),
  )
  const before = await drawn((context) => {
    context.fillStyle = clay.sky
    context.fillRect(0, 0, size.width, size.height)
    context.scale(size.width / 96, size.height / 64)
    for (const [color, path] of shapesOf('building')) {
      context.fillStyle = color === 'shade' ? '#0003' : clay[color]
      context.fill(new Path2D(path))
    }
  })
  return { before, after: await drawn((context) => context.drawImage(made, 0, 0, size.width, size.height)) }
}
