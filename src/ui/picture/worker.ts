// What is drawn off the main thread: the picture that leaves, and pictures that Figma does not take.

import { type Composed, type Composition, compose, convert } from './compose.ts'

export type PictureTools = {
  compose(job: Composition, signal: AbortSignal): Promise<Composed>
  /** A PNG with no side over `maxSide`. Rejects when the bytes are no picture. */
  convert(job: { readonly bytes: Uint8Array; readonly maxSide: number }, signal: AbortSignal): Promise<Uint8Array>
}

export function makePictureTools(): PictureTools {
  return {
    compose: (job) => compose(job),
    convert: ({ bytes, maxSide }) => convert(bytes, maxSide),
  }
}
