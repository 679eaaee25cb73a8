// Texts about the readability of texts over a picture.

import type { Remedy, UnreadableText, Verdict } from './readability.ts'
import { plural, quantity } from '../base/text.ts'

/** Rounded down, so that a text shown as having the required contrast really has it. */
export function ratioText(contrast: number): string {
  return `${(Math.floor(contrast * 10 + 1e-9) / 10).toFixed(1)} : 1`
}

export function needsText({ contrast, needed }: Pick<UnreadableText, 'contrast' | 'needed'>): string {
  return `${ratioText(contrast)}, needs ${needed} : 1`
}

/** The last change made to this result. */
export type Mended = 'laid' | 'removed' | 'recoloured' | null

/** "33 texts hard to read." for one picture or a run, or that all of them pass. */
export function verdictText(
  { count, unreadable, lowest }: Pick<Verdict, 'count' | 'unreadable' | 'lowest'>,
  laid: number,
  mended: Mended,
): string {
  const before = mended === 'removed' && laid === 0 ? 'Scrims removed. ' : ''
  const after = laid > 0 ? ` ${quantity(laid, 'scrim')} added.` : ''
  const hard = unreadable.length
  if (count === 0) return `${before}No text could be measured.${after}`
  if (hard > 0) return `${before}${quantity(hard, 'text')}${mended === null || mended === 'removed' ? '' : ' still'} hard to read.${after}`
  return `${before}${count === 1 ? `The text passes: ${ratioText(lowest)}.` : `All ${count} texts pass. Lowest ${ratioText(lowest)}.`}${after}`
}

function those(some: number, unreadable: number): string {
  if (some < unreadable) return some === 1 ? '1 of them needs' : `${some} of them need`
  return some === 1 ? 'It needs' : 'They need'
}

/** Which texts need more than a soft scrim, and which could not be measured. */
export function limitText({ unreadable, unknown }: Pick<Verdict, 'unreadable' | 'unknown'>): readonly string[] {
  const count = (remedy: Remedy): number => unreadable.filter((text) => text.remedy === remedy).length
  const [solid, none] = [count('solid'), count('none')]
  return [
    ...(solid > 0 ? [`${those(solid, unreadable.length)} a scrim that is nearly solid. Recolour text keeps more of the picture.`] : []),
    ...(none > 0 ? [`${those(none, unreadable.length)} another colour: no scrim is enough.`] : []),
    ...(unknown === 1 ? ['1 text is filled with a picture or blended, so it was not measured.'] : []),
    ...(unknown > 1 ? [`${unknown} texts are filled with a picture or blended, so they were not measured.`] : []),
  ]
}

export const mendText = {
  name: 'Readability',
  fixAll: 'Fix all',
  show: 'Show',
  hide: 'Hide',
  recolour: 'Recolour text',
  again: 'Measure again',
  ask: 'Measure the text',
  measuring: 'Measuring the text',
  failed: 'The text could not be measured.',
  edited: 'Something was edited since.',
} as const

export function addScrimsText(count: number): string {
  return `Add ${plural(count, 'scrim')}`
}

export function removeScrimsText(count: number): string {
  return `Remove ${plural(count, 'scrim')}`
}

/** Messages for actions that failed. */
export const notMendedText = {
  laying: 'The scrims could not be added.',
  removing: 'The scrims could not be removed.',
  recolouring: 'The text could not be recoloured.',
} as const
