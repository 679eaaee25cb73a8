// What is drawn off the main thread: the picture that leaves, and pictures that Figma does not take.

import { type Composed, type Composition, compose } from './compose.ts'
import { convert } from './convert.ts'
import { isPlain, oneColour } from './plain.ts'

export type PictureTools = {
  compose(job: Composition, signal: AbortSignal): Promise<Composed>
  /** A PNG with no side over `maxSide`. Rejects when the bytes are no picture. */
  convert(job: { readonly bytes: Uint8Array; readonly maxSide: number }, signal: AbortSignal): Promise<Uint8Array>
  /** Whether a picture is of one colour, or of one pixel. Rejects when the bytes are no picture. */
  isPlain(bytes: Uint8Array, signal: AbortSignal): Promise<boolean>
  /** Whether all of its pixels are of one colour, but for what nobody sees. Rejects when the bytes are no picture. */
  isOneColour(bytes: Uint8Array, signal: AbortSignal): Promise<boolean>
}

export function makePictureTools(): PictureTools {
  return {
    compose: (job) => compose(job),
    convert: ({ bytes, maxSide }) => convert(bytes, maxSide),
    isPlain: (bytes) => isPlain(bytes),
    isOneColour: (bytes) => isPlain(bytes, oneColour),
  }
}
