// Computations on the pixels under texts, off the main thread: contrast, sufficient scrims and better colours.

import { type TextStyle, contrastOn, neededFor } from '../../core/readability/contrast.ts'
import { type Rgb, readableColor } from '../../core/readability/readable-color.ts'
import type { TextReading } from '../../core/readability/readability.ts'
import { weakestScrim } from '../../core/readability/scrim.ts'
import type { Pixels } from '../../core/picture/pixels.ts'
import type { Codec } from '../picture/codec.ts'

export type ReadabilityTools = {
  /** One reading per text, in order. Rejects when the backdrop is not a PNG, and once the signal is aborted. */
  measureTexts(
    job: { readonly backdrop: Uint8Array; readonly texts: readonly TextStyle[] },
    signal: AbortSignal,
  ): Promise<readonly TextReading[]>
  /** A better colour for each text, in order; null where there is none. */
  readableColors(
    job: { readonly backdrop: Uint8Array; readonly texts: readonly TextStyle[] },
    signal: AbortSignal,
  ): Promise<readonly (Rgb | null)[]>
}

function readingOf(backdrop: Pixels, style: TextStyle): TextReading {
  const needed = neededFor(style)
  const contrast = contrastOn(backdrop, style)
  return { contrast, needed, scrim: contrast === null || contrast >= needed ? null : weakestScrim(backdrop, style) }
}

export function makeReadabilityTools({ decode }: Pick<Codec, 'decode'>): ReadabilityTools {
  return {
    measureTexts: async ({ backdrop, texts }, signal) => {
      const pixels = await decode(backdrop)
      signal.throwIfAborted()
      return texts.map((style) => readingOf(pixels, style))
    },
    readableColors: async ({ backdrop, texts }, signal) => {
      const pixels = await decode(backdrop)
      signal.throwIfAborted()
      return texts.map((style) => readableColor(pixels, style))
    },
  }
}
