// Which texts over a picture are readable: the data about each text, and the overall verdict.

import type { TextStyle } from './contrast.ts'
import { type Affine, type Box, multiply, translation } from '../base/geometry.ts'
import type { Scrim } from './scrim.ts'

/** When many results arrive together, only this many of the latest are measured without being asked. */
export const autoMeasureLimit = 8

/** A live text over a result. */
export type LiveText = {
  readonly id: string
  /** Its first words. */
  readonly words: string
  /** Null when its colours cannot be determined: it is filled with an image, or blends with what is under it. */
  readonly type: Pick<TextStyle, 'size' | 'isBold' | 'colors'> | null
  /** The box around its letters, in the text's own coordinates. */
  readonly box: Box
  /** Maps the text's own coordinates to those of the result. */
  readonly transform: Affine
}

/** @param onPicture maps coordinates of the result to pixels of the picture under the texts */
export function textStyleOf(type: NonNullable<LiveText['type']>, { box, transform }: LiveText, onPicture: Affine): TextStyle {
  return {
    ...type,
    box: { width: box.width, height: box.height },
    transform: multiply(onPicture, transform, translation(box.x, box.y)),
  }
}

/** The reading of one text. `contrast` is null when it lies outside the picture, `scrim` when none is needed or none helps. */
export type TextReading = { readonly contrast: number | null; readonly needed: number; readonly scrim: Scrim | null }

/** A stronger scrim covers the picture like a cloud; changing the text's colour then preserves more of the picture. */
const strongestSoft = 0.55

/** How a scrim can help: one that lets the picture through, a nearly solid one, or none. */
export type Remedy = 'soft' | 'solid' | 'none'

export function remedyFor({ scrim }: TextReading): Remedy {
  if (scrim === null) return 'none'
  return scrim.opacity <= strongestSoft ? 'soft' : 'solid'
}

export function isBelowNeeded({ contrast, needed }: TextReading): boolean {
  return contrast !== null && contrast < needed
}

export type UnreadableText = {
  readonly id: string
  readonly words: string
  readonly contrast: number
  readonly needed: number
  readonly remedy: Remedy
}

export type Verdict = {
  /** Number of texts measured. */
  readonly count: number
  /** The texts below their required contrast, in layer order. */
  readonly unreadable: readonly UnreadableText[]
  readonly lowest: number
  /** Number of texts whose colours cannot be determined. */
  readonly unknown: number
}

/** Judges all texts of a result. Texts outside the picture do not count. */
export function judge(texts: readonly LiveText[], readings: ReadonlyMap<string, TextReading>): Verdict {
  const unreadable: UnreadableText[] = []
  let count = 0
  let lowest = Infinity
  for (const { id, words } of texts) {
    const reading = readings.get(id)
    if (reading === undefined || reading.contrast === null) continue
    const { contrast, needed } = reading
    count += 1
    lowest = Math.min(lowest, contrast)
    if (isBelowNeeded(reading)) unreadable.push({ id, words, contrast, needed, remedy: remedyFor(reading) })
  }
  return { count, unreadable, lowest, unknown: texts.filter(({ type }) => type === null).length }
}
