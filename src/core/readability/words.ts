// What people read about the texts over a picture.

import type { Remedy, Verdict } from './readability.ts'
import { plural, quantity } from '../base/text.ts'

/** Rounded down: a text that is shown with what it needs must really have it. */
export function ratioText(contrast: number): string {
  return `${(Math.floor(contrast * 10 + 1e-9) / 10).toFixed(1)} : 1`
}

/** What was just done to the scrims of this result. */
export type Mended = 'laid' | 'removed' | null

function scrimText(laid: number): string {
  return `${quantity(laid, 'scrim')} ${plural(laid, 'lies', 'lie')} under the text. `
}

/** One line for the whole: what lies there, how many can be read, and how the worst of them does. */
export function verdictText({ count, unreadable, lowest }: Verdict, laid: number, mended: Mended): string {
  const before = laid > 0 ? scrimText(laid) : mended === 'removed' ? 'The scrims are gone. ' : ''
  if (count === 0) return `${before}No text could be measured.`
  const isFew = count === 1
  if (unreadable.length > 0) {
    const still = mended === 'laid' ? ' still' : ''
    const which = isFew ? 'The text is' : `${unreadable.length} of ${count} texts ${plural(unreadable.length, 'is', 'are')}`
    return `${before}${which}${still} hard to read.`
  }
  const now = mended === 'laid' && laid > 0 ? ' now' : ''
  return isFew
    ? `${before}The text reads well${now}: ${ratioText(lowest)}.`
    : `${before}All ${count} texts read well${now}. Lowest ${ratioText(lowest)}.`
}

function those(some: number, unreadable: number): string {
  if (some < unreadable) return some === 1 ? '1 of them needs' : `${some} of them need`
  return some === 1 ? 'It needs' : 'They need'
}

/** What takes more than a soft scrim, and what could not be measured. */
export function limitText({ unreadable, unknown }: Verdict): readonly string[] {
  const count = (remedy: Remedy): number => unreadable.filter((text) => text.remedy === remedy).length
  const [solid, none] = [count('solid'), count('none')]
  return [
    ...(solid > 0
      ? [`${those(solid, unreadable.length)} a scrim that is nearly solid. Another colour of text would keep more of the picture.`]
      : []),
    ...(none > 0 ? [`${those(none, unreadable.length)} another colour of text: no scrim is enough.`] : []),
    ...(unknown === 1 ? ['1 text is filled with a picture or blended, so it was not measured.'] : []),
    ...(unknown > 1 ? [`${unknown} texts are filled with a picture or blended, so they were not measured.`] : []),
  ]
}
