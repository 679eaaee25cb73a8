// What is drawn off the main thread: the picture that leaves, and pictures that Figma does not take.

import { type Composed, type Composition, compose } from './compose.ts'
import { type DepthGreys, convert } from './convert.ts'
import { isPlain, oneColour } from './plain.ts'

export type PictureTools = {
  compose(job: Composition, signal: AbortSignal): Promise<Composed>
  /** A PNG with no side over `maxSide`; in greys, near is bright, where it is a depth map. Rejects when the bytes are no picture. */
  convert(
    job: { readonly bytes: Uint8Array; readonly maxSide: number; readonly depth?: DepthGreys },
    signal: AbortSignal,
  ): Promise<Uint8Array>
  /** Whether a picture is of one colour, or of one pixel. Rejects when the bytes are no picture. */
  isPlain(bytes: Uint8Array, signal: AbortSignal): Promise<boolean>
  /** Whether all of its pixels are of one colour, but for what nobody sees. Rejects when the bytes are no picture. */
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
