// Which texts over a picture can be read: what is known of each, and what that comes to.

import type { TextStyle } from './contrast.ts'
import { type Affine, type Box, multiply, translation } from '../base/geometry.ts'
import type { Scrim } from './scrim.ts'

/** Of many results that come at once, only so many of the last are measured without being asked. */
export const autoMeasureLimit = 8

/** A text that lies live over a result. */
export type LiveText = {
  readonly id: string
  /** Its first words. */
  readonly words: string
  /** Null when its colours cannot be told: it is filled with an image, or blended with what is under it. */
  readonly type: Pick<TextStyle, 'size' | 'isBold' | 'colors'> | null
  /** Around its letters, in its own plane. */
  readonly box: Box
  /** From its own plane to that of the result. */
  readonly transform: Affine
}

/** @param onPicture from the plane of the result to pixels of the picture under the texts */
export function textStyleOf(type: NonNullable<LiveText['type']>, { box, transform }: LiveText, onPicture: Affine): TextStyle {
  return {
    ...type,
    box: { width: box.width, height: box.height },
    transform: multiply(onPicture, transform, translation(box.x, box.y)),
  }
}

/** Of one text: `contrast` is null when it lies outside the picture, `scrim` when none is needed or none helps. */
export type TextReading = { readonly contrast: number | null; readonly needed: number; readonly scrim: Scrim | null }

/** A stronger scrim covers the picture like a cloud: another colour of the text keeps more of it. */
const strongestSoft = 0.55

/** By a scrim that the picture is seen through, by a nearly solid one, or by none. */
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
  /** Texts that were measured. */
  readonly count: number
  /** Those below what they need, in the order of the layers. */
  readonly unreadable: readonly UnreadableText[]
  readonly lowest: number
  /** Texts whose colours cannot be told. */
  readonly unknown: number
}

/** Texts outside the picture are not counted. */
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
