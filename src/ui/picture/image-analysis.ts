// Looks at pictures: can the texts be read, is the product the same, what grounds it. The arithmetic is core's.

import { type TextStyle, contrastOn, neededFor } from '../../core/readability/contrast.ts'
import type { Box } from '../../core/base/geometry.ts'
import { type ContactLayers, contactLayersFor } from '../../core/product/contact-shadow.ts'
import type { Pixels } from '../../core/picture/pixels.ts'
import { changedPixels } from '../../core/product/pixel-proof.ts'
import { type Scrim, weakestScrim } from '../../core/readability/scrim.ts'

/** Of one text: `contrast` is nothing where it lies outside the picture, `scrim` where none is needed or none helps. */
export type Measured = { readonly contrast: number | null; readonly needed: 3 | 4.5; readonly scrim: Scrim | null }

/** A ground with its maps as PNGs. */
export type Grounding = Omit<ContactLayers, 'shadow' | 'light' | 'edge'> & {
  readonly shadow: Uint8Array
  readonly light: Uint8Array
  readonly edge: { readonly box: Box; readonly map: Uint8Array } | null
}

/** All pictures are PNGs. Each rejects where one is none, where sizes differ, and once the signal is aborted. */
export type ImageAnalysis = {
  measure(job: { readonly backdrop: Uint8Array; readonly texts: readonly TextStyle[] }, signal: AbortSignal): Promise<readonly Measured[]>
  compare(
    job: { readonly before: Uint8Array; readonly after: Uint8Array; readonly product: Uint8Array },
    signal: AbortSignal,
  ): Promise<{ readonly changed: number; readonly of: number }>
  ground(job: { readonly picture: Uint8Array; readonly product: Uint8Array }, signal: AbortSignal): Promise<Grounding | null>
}

/** How PNGs become pixels and pixels PNGs: a browser's canvas, or what a test has. */
export type Codec = { decode(png: Uint8Array): Promise<Pixels>; encode(pixels: Pixels): Promise<Uint8Array> }

function measured(backdrop: Pixels, look: TextStyle): Measured {
  const needed = neededFor(look)
  const contrast = contrastOn(backdrop, look)
  return { contrast, needed, scrim: contrast === null || contrast >= needed ? null : weakestScrim(backdrop, look) }
}

export function makeImageAnalysis({ decode, encode }: Codec): ImageAnalysis {
  const decodeAll = async (pngs: readonly Uint8Array[], signal: AbortSignal): Promise<readonly Pixels[]> => {
    const pictures = await Promise.all(pngs.map(decode))
    signal.throwIfAborted()
    return pictures
  }
  return {
    measure: async ({ backdrop, texts }, signal) => {
      const [picture] = await decodeAll([backdrop], signal)
      return picture === undefined ? [] : texts.map((look) => measured(picture, look))
    },
    compare: async ({ before, after, product }, signal) => {
      const [a, b, mask] = await decodeAll([before, after, product], signal)
      if (!a || !b || !mask) throw new Error('nothing to compare')
      return changedPixels(a, b, mask)
    },
    ground: async ({ picture, product }, signal) => {
      const [scene, thing] = await decodeAll([picture, product], signal)
      const made = scene && thing ? contactLayersFor(scene, thing) : null
      if (made === null) return null
      const [shadow, light] = await Promise.all([encode(made.shadow), encode(made.light)])
      const edge = made.edge === null ? null : { box: made.edge.box, map: await encode(made.edge.map) }
      return { ...made, shadow, light, edge }
    },
  }
}
