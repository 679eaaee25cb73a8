// Texts of Compare: its caption, and what a screen reader announces when another picture is shown.

import { findLook } from '../../core/look/looks.ts'
import { modelLabel } from '../../core/model/models.ts'
import { knownRecipe } from '../../core/recipe/recipe.ts'
import { titleOf } from '../../core/recipe/words.ts'
import { hasOtherShape } from '../../core/picture/registration.ts'
import { resultGoneText } from '../selection/words.ts'
import type { ComparedResult, Comparison, PictureState } from './types.ts'

export const compareWords = {
  compare: 'Compare',
  loading: 'Loading the picture…',
  hold: 'Hold to see the source',
  previous: 'Previous',
  next: 'Next',
  view: 'View',
  zoomOut: 'Zoom out',
  zoomIn: 'Zoom in',
  fit: (percent: number): string => `Fit, ${percent} %`,
  divider: 'Divider',
  share: (percent: number): string => `${Math.round(percent)} % before`,
  space: 'Space: before or after.',
  arrows: 'Arrows: other variants.',
  keys: '+ and −: closer. Enter: show on canvas.',
} as const

export type Open = Extract<Comparison, { state: 'open' }>

/** Which of the two pictures is visible. */
export type Seen = 'before' | 'after' | 'both'

export function captionOf({ recipe: read, name }: ComparedResult): { readonly title: string; readonly facts: string } {
  if (read === null) return { title: name, facts: '' }
  if (read.kind === 'newer') return { title: name, facts: 'Made with a newer version of Depth Restyle' }
  const { recipe } = read
  return { title: titleOf(recipe), facts: `${modelLabel(recipe.modelId)}, seed ${recipe.seed}` }
}

export function placeOf({ index, count }: Open): string {
  return count > 1 ? `${index + 1} of ${count}` : ''
}

/** Why no result is shown; empty when there is one. */
export function missingResult(after: PictureState): string {
  switch (after.state) {
    case 'loading':
      return compareWords.loading
    case 'gone':
      return resultGoneText
    case 'failed':
      return after.sentence
    case 'ready':
      return ''
    default:
      return after satisfies never
  }
}

/** A note about the source; empty when there is nothing to say. */
export function noteOn({ before, after }: Open): string {
  switch (before.state) {
    case 'loading':
      return after.state === 'ready' ? 'Loading the source…' : ''
    case 'gone':
      return 'The source is no longer in the file.'
    case 'failed':
      return `The source cannot be shown. ${before.sentence}`
    case 'ready':
      return after.state === 'ready' && hasOtherShape(before.size, after.size) ? 'The source has changed its shape since.' : ''
    default:
      return before satisfies never
  }
}

export const seenText: Record<Seen, string> = { before: 'Before', after: 'After', both: 'Before and after' }

/** Example: `After, Scandinavian, seed 42, 2 of 5`. */
export function nameOfSeen(open: Open, seen: Seen): string {
  if (seen === 'before') return seenText.before
  const recipe = knownRecipe(open.result.recipe)
  const what = recipe === null ? [open.result.name] : [findLook(recipe.purpose, recipe.look).label, `seed ${recipe.seed}`]
  return [seenText[seen], ...what, placeOf(open)].filter(Boolean).join(', ')
}

/** The full screen-reader announcement of what is shown. */
export function announce(comparison: Exclude<Comparison, { state: 'closed' }>, seen: Seen, news: string): string {
  if (comparison.state === 'opening') return compareWords.loading
  if (comparison.state === 'failed') return comparison.sentence
  const shown = missingResult(comparison.after) || nameOfSeen(comparison, seen)
  const text = [shown, noteOn(comparison), news].filter(Boolean).join('. ')
  return text.replace(/([.…])\. /g, '$1 ')
}

/** Texts about the kept lines. */
export const keptWords = { show: 'Show changes', closely: 'Zoom to it' } as const
