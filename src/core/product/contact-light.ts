// The light by a product: the surface a little brighter where the light comes from, a little deeper behind.

import { type PixelField, at, blur, clamp, fieldOf } from './pixel-field.ts'
import type { SceneLight } from './scene-light.ts'
import type { Footprint } from './footprint.ts'

/** Above 0 brighter, below 0 deeper, to 1 at most. Next to the product nothing is brightened: that would be a halo. */
export function lightField(
  cover: PixelField,
  { unit, base, middle, isGrounded }: Footprint,
  { lean }: SceneLight,
  fade: PixelField,
): PixelField {
  const near = blur(cover, 0.09 * unit)
  return fieldOf(cover, (x, y, index) => {
    const [aside, up] = [(x - middle) / unit, (base - y) / unit]
    const side = -lean * Math.tanh(2 * aside) * Math.exp(-((aside / 0.7) ** 2))
    const all = -0.3 * (1 - Math.abs(lean)) * Math.exp(-((aside / 0.6) ** 2))
    const reach = Math.exp(-((up / 0.5) ** 2)) * (0.4 + 0.6 * isGrounded)
    const value = (side + all) * reach * at(fade, index)
    return value > 0 ? 0.8 * value * clamp(1 - 4 * at(near, index)) : value
  })
}
