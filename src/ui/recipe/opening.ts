// Adjusts the choices to their surroundings: to what an earlier window stored, and to what the selected layer seems to show.

import { readJson } from '../../core/base/read.ts'
import type { Purpose } from '../../core/look/look.ts'
import { migrate } from '../../core/recipe/migrate.ts'
import { readKnownRecipe, readPlainValues } from '../../core/recipe/recipe.ts'
import type { LastSetup } from '../../core/recipe/setup.ts'
import { migrationText, otherModelText } from '../../core/recipe/words.ts'
import type { Selection, Source } from '../../core/selection/protocol.ts'
import { firstOf, guessFor } from '../selection/reasons.ts'
import type { RecipePart } from './part.ts'

export function restoreLastSetup(recipe: RecipePart, last: LastSetup, announce: (text: string) => void): void {
  recipe.restore(last)
  const model = recipe.model.peek()
  // Values are stored per model, so an unknown model leaves none for the model that is used instead.
  const text =
    last.modelId === '' || last.modelId === model.id
      ? migrationText(migrate({ modelId: model.id, values: readPlainValues(last.values[model.id]) }, model).migration)
      : otherModelText(last.modelId, model.label)
  if (text !== null) announce(text)
}

/** For a result of this plugin the purpose in its recipe counts, not a guess from its single layer. */
function purposeOf(source: Source): Purpose {
  return readKnownRecipe(readJson(source.recipe))?.purpose ?? guessFor(source)
}

/**
 * @param madeAs the purpose in the recipe of a layer's last result; null if it has none
 * @returns a function to call with each selection; it guesses once per layer and window, so that a correction by the user stays
 */
export function makePurposeGuess(
  recipe: Pick<RecipePart, 'choosePurpose' | 'purpose'>,
  madeAs: (sourceId: string) => Promise<Purpose | null>,
): (selection: Selection) => void {
  const known = new Map<string, Purpose>()
  let lastId: string | null = null
  const ask = async (id: string, guess: Purpose): Promise<void> => {
    const made = await madeAs(id).catch(() => null)
    if (made === null) return
    if (lastId !== id) {
      if (known.get(id) === guess) known.set(id, made)
    } else if (recipe.purpose.peek() === guess) recipe.choosePurpose(made)
  }
  return (selection) => {
    if (lastId !== null) known.set(lastId, recipe.purpose.peek())
    const first = firstOf(selection)
    if (first !== null && first.id !== lastId) {
      const before = known.get(first.id)
      const guess = before ?? purposeOf(first)
      recipe.choosePurpose(guess)
      if (before === undefined && first.recipe === '') void ask(first.id, guess)
    }
    lastId = first?.id ?? null
  }
}
