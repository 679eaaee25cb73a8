// Computations on the pixels of a product, off the main thread: changed pixels, shadow and light.

import type { Box } from '../../core/base/geometry.ts'
import { type ContactLayers, contactLayersFor } from '../../core/product/contact-layers.ts'
import { changedPixels } from '../../core/product/pixel-proof.ts'
import type { Codec } from '../picture/codec.ts'

/** Contact layers with their maps encoded as PNG. */
export type EncodedContactLayers = Omit<ContactLayers, 'shadow' | 'light' | 'edge'> & {
  readonly shadow: Uint8Array
  readonly light: Uint8Array
  readonly edge: { readonly box: Box; readonly map: Uint8Array } | null
}

/** All pictures are PNGs. Every tool rejects when one is not a picture, when sizes differ, and once the signal is aborted. */
export type ProductTools = {
  /** Counts the changed pixels among those where the product is fully opaque. */
  comparePixels(
    job: { readonly before: Uint8Array; readonly after: Uint8Array; readonly product: Uint8Array },
    signal: AbortSignal,
  ): Promise<{ readonly changed: number; readonly of: number }>
  /** Null when the picture gives no contact layers. */
  deriveContactLayers(
    job: { readonly picture: Uint8Array; readonly product: Uint8Array },
    signal: AbortSignal,
  ): Promise<EncodedContactLayers | null>
}

export function makeProductTools({ decode, encode }: Codec): ProductTools {
  return {
    comparePixels: async ({ before, after, product }, signal) => {
      const [source, result, mask] = await Promise.all([decode(before), decode(after), decode(product)])
      signal.throwIfAborted()
      return changedPixels(source, result, mask)
    },
    deriveContactLayers: async ({ picture, product }, signal) => {
      const [scene, cutout] = await Promise.all([decode(picture), decode(product)])
      signal.throwIfAborted()
      const layers = contactLayersFor(scene, cutout)
      if (layers === null) return null
      const [shadow, light] = await Promise.all([encode(layers.shadow), encode(layers.light)])
      const edge = layers.edge === null ? null : { box: layers.edge.box, map: await encode(layers.edge.map) }
      return { ...layers, shadow, light, edge }
    },
  }
}
