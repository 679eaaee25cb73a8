// The picture that a test order sends instead of anything from the document: a cube on a table, drawn on demand.

import { testPictureSide } from './test-order.ts'

/** Polygons: a colour, then x and y of each corner in px. */
const shapes: readonly (readonly [colour: string, ...points: number[]])[] = [
  ['#d8dade', 0, 0, 512, 0, 512, 352, 0, 352],
  ['#a9a49d', 0, 352, 512, 352, 512, 512, 0, 512],
  ['#eceae6', 168, 216, 272, 180, 360, 220, 268, 260],
  ['#c3c1bd', 168, 216, 268, 260, 268, 408, 168, 360],
  ['#dddbd7', 268, 260, 360, 220, 360, 364, 268, 408],
]

export function drawTestPicture(): Promise<Blob> {
  const canvas = new OffscreenCanvas(testPictureSide, testPictureSide)
  const context = canvas.getContext('2d', { alpha: false })
  for (const [colour, ...points] of shapes) {
    if (context === null) throw new Error('no 2d canvas')
    context.fillStyle = colour
    context.beginPath()
    for (let index = 0; index < points.length; index += 2) context.lineTo(points[index] ?? 0, points[index + 1] ?? 0)
    context.fill()
  }
  return canvas.convertToBlob({ type: 'image/png' })
}
