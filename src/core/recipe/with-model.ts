// A recipe once more with another model.

import { composePrompt } from '../look/prompt.ts'
import { findLight } from '../look/lights.ts'
import { findLook } from '../look/looks.ts'
import { carryOver } from '../model/carry-over.ts'
import { withClause } from '../model/dial.ts'
import type { Model } from '../model/model.ts'
import { findModel } from '../model/models.ts'
import type { Choice, Recipe } from './recipe.ts'

/** What may differ when a picture is made once more: its seed, or the model and what is written for it. */
export type RecipeChange = Partial<Pick<Choice, 'seed' | 'modelId' | 'values' | 'prompt' | 'reference'>>

/** What a recipe becomes with another model. */
export function recipeForModel(recipe: Recipe, model: Model): RecipeChange {
  const { values } = carryOver(recipe.values, findModel(recipe.modelId), model)
  const { reference: before } = recipe
  const reference = model.reference === undefined ? null : before
  return {
    modelId: model.id,
    values,
    prompt: promptForModel(withClause(model, values), { ...recipe, reference }),
    ...(before && { reference }),
  }
}

/** The prompt in the model's manner. With a look or light that this version does not know it stays as it was written. */
export function promptForModel(
  model: Pick<Model, 'preserveClause'>,
  recipe: Pick<Choice, 'purpose' | 'look' | 'light' | 'words' | 'prompt' | 'reference'>,
): string {
  const [look, light] = [findLook(recipe.purpose, recipe.look), findLight(recipe.light)]
  if (look.id === recipe.look && light.id === recipe.light) return composePrompt(model, look, light, recipe.words, recipe.reference)
  return [recipe.prompt, model.preserveClause].filter(Boolean).join(' ')
}
