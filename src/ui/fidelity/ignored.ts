// Which pixels are not measured when the picture shows only inside or outside an area: elsewhere the source itself is visible.

import { type Size, multiply, scaling } from '../../core/base/geometry.ts'
import type { AreaOutline } from '../../core/fidelity/protocol.ts'
import { contextOf } from '../picture/canvas.ts'

export type Shows = { readonly outline: AreaOutline; readonly changes: 'inside' | 'outside' }

/** One byte per pixel: 1 where the pixel is ignored. A pixel belongs to the area when most of it does. */
export function ignoredIn({ outline, changes }: Shows, size: Size): Uint8Array {
  const context = contextOf(size)
  const [[a, b, x], [c, d, y]] = multiply(scaling(size.width, size.height), outline.transform)
  context.setTransform(a, c, b, d, x, y)
  for (const { data, rule } of outline.paths) context.fill(new Path2D(data), rule)
  const { data } = context.getImageData(0, 0, size.width, size.height)
  const ignored = changes === 'outside'
  return Uint8Array.from({ length: size.width * size.height }, (_, at) => Number((data[4 * at + 3] ?? 0) > 127 === ignored))
}
