// Picture tools that run off the main thread: composing control images, and converting pictures that Figma does not accept.

import { type Composed, type Composition, compose } from './compose.ts'
import { type DepthGreys, convert } from './convert.ts'
import { isPlain, oneColour } from './plain.ts'

export type PictureTools = {
  compose(job: Composition, signal: AbortSignal): Promise<Composed>
  /** A PNG with no side over `maxSide`; as a depth map, in greys with near bright. Rejects when the bytes are not a picture. */
  convert(
    job: { readonly bytes: Uint8Array; readonly maxSide: number; readonly depth?: DepthGreys },
    signal: AbortSignal,
  ): Promise<Uint8Array>
  /** Whether a picture has one colour apart from noise, or only one pixel. Rejects when the bytes are not a picture. */
  isPlain(bytes: Uint8Array, signal: AbortSignal): Promise<boolean>
  /** Whether all pixels have one colour, apart from invisible differences. Rejects when the bytes are not a picture. */
  isOneColour(bytes: Uint8Array, signal: AbortSignal): Promise<boolean>
}

export function makePictureTools(): PictureTools {
  return {
    compose: (job) => compose(job),
    convert: ({ bytes, maxSide, depth }) => convert(bytes, maxSide, depth),
    isPlain: (bytes) => isPlain(bytes),
    isOneColour: (bytes) => isPlain(bytes, oneColour),
  }
}
