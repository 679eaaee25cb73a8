// How choices follow what happens around them: what was kept from an earlier window, and what the selected layer seems to show.

import type { LastSetup } from '../../core/recipe/setup.ts'
import { otherModelText } from '../../core/recipe/words.ts'
import type { Selection } from '../../core/selection/protocol.ts'
import { firstOf, guessFor } from '../selection/reasons.ts'
import type { RecipePart } from './part.ts'

/** A choice that was made before what was kept arrived is newer, and stays. */
export function restoreLastSetup(recipe: RecipePart, last: LastSetup, announce: (text: string) => void): void {
  if (recipe.edits.peek() > 0) return
  recipe.restore(last)
  const model = recipe.model.peek()
  if (last.modelId !== '' && last.modelId !== model.id) announce(otherModelText(last.modelId, model.label))
}

/** @returns to be called with each selection; a guess is made once a layer, so that a person may correct it */
export function makePurposeGuess(recipe: Pick<RecipePart, 'choosePurpose'>): (selection: Selection) => void {
  let lastId: string | null = null
  return (selection) => {
    const first = firstOf(selection)
    if (first !== null && first.id !== lastId) recipe.choosePurpose(guessFor(first))
    lastId = first?.id ?? null
  }
}
