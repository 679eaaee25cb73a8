// What a comparison says: to eyes in the caption, to ears when another picture is shown.

import { findLook } from '../../core/look/looks.ts'
import { modelLabel } from '../../core/model/models.ts'
import { knownRecipe } from '../../core/recipe/recipe.ts'
import { titleOf } from '../../core/recipe/words.ts'
import { hasOtherShape } from '../../core/picture/registration.ts'
import { goneWords } from '../selection/words.ts'
import type { Comparison, Compared, Shot } from './part.ts'

export type Open = Extract<Comparison, { state: 'open' }>

/** Which of the two is seen. */
export type Seen = 'before' | 'after' | 'both'

export function captionOf({ recipe: read, name }: Compared): { readonly title: string; readonly facts: string } {
  if (read === null) return { title: name, facts: '' }
  if (read.kind === 'newer') return { title: name, facts: 'Made with a newer version of Depth Restyle' }
  const { recipe } = read
  return { title: titleOf(recipe), facts: `${modelLabel(recipe.modelId)}, seed ${recipe.seed}` }
}

export function placeOf({ index, count }: Open): string {
  return count > 1 ? `${index + 1} of ${count}` : ''
}

/** Why there is no result to see; nothing where there is one. */
export function missingResult(after: Shot): string {
  switch (after.state) {
    case 'loading':
      return 'Loading the picture…'
    case 'gone':
      return goneWords
    case 'failed':
      return after.sentence
    case 'ready':
      return ''
    default:
      return after satisfies never
  }
}

/** What is to be said of the source beside the result. */
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

const seenWords: Record<Seen, string> = { before: 'Before', after: 'After', both: 'Before and after' }

/** `After, Scandinavian, seed 42, 2 of 5`. */
export function nameOfSeen(open: Open, seen: Seen): string {
  if (seen === 'before') return seenWords.before
  const recipe = knownRecipe(open.made.recipe)
  const what = recipe === null ? [open.made.name] : [findLook(recipe.purpose, recipe.look).label, `seed ${recipe.seed}`]
  return [seenWords[seen], ...what, placeOf(open)].filter(Boolean).join(', ')
}

/** All that a screen reader is told of what is shown now. */
export function announce(comparison: Exclude<Comparison, { state: 'closed' }>, seen: Seen, news: string): string {
  if (comparison.state === 'opening') return 'Loading the picture…'
  if (comparison.state === 'failed') return comparison.sentence
  const shown = missingResult(comparison.after) || nameOfSeen(comparison, seen)
  const said = [shown, noteOn(comparison), news].filter(Boolean).join('. ')
  return said.replace(/([.…])\. /g, '$1 ')
}
