// Converts a recipe to another model.

import { composePrompt } from '../look/prompt.ts'
import { findLight } from '../look/lights.ts'
import { findLook } from '../look/looks.ts'
import { carryOver } from '../model/carry-over.ts'
import { withClause } from '../model/dial.ts'
import type { Model } from '../model/model.ts'
import { findModel } from '../model/models.ts'
import type { Choice, Recipe } from './recipe.ts'

/** What may change when a picture is made again: the seed, or the model and everything that depends on it. */
export type RecipeChange = Partial<Pick<Choice, 'seed' | 'modelId' | 'values' | 'prompt' | 'reference'>>

/** The changes to a recipe for another model. */
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

/** The prompt as the model expects it. If this version does not know the look or light, the stored prompt is kept. */
export function promptForModel(
  model: Pick<Model, 'preserveClause'>,
  recipe: Pick<Choice, 'purpose' | 'look' | 'light' | 'words' | 'prompt' | 'reference'>,
): string {
  const [look, light] = [findLook(recipe.purpose, recipe.look), findLight(recipe.light)]
  if (look.id === recipe.look && light.id === recipe.light) return composePrompt(model, look, light, recipe.words, recipe.reference)
  return [recipe.prompt, model.preserveClause].filter(Boolean).join(' ')
}
