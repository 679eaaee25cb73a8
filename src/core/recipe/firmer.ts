// The recipe of an earlier picture with the geometry dial one stop firmer.

import { findLight } from '../look/lights.ts'
import { findLook } from '../look/looks.ts'
import { composePrompt } from '../look/prompt.ts'
import { atStop, firmerThan, stopOf, withClause } from '../model/dial.ts'
import { type Model, readValues } from '../model/model.ts'
import type { Recipe } from './recipe.ts'

/** Returns the same recipe at the last stop, and where values were set by hand. */
export function firmerRecipe(recipe: Recipe, model: Model): Recipe {
  const values = readValues(model, recipe.values)
  const stop = firmerThan(stopOf(model, values))
  if (stop === null) return recipe
  const firmer = { ...recipe, values: atStop(model, values, stop) }
  // A generator's prompt describes the finished picture, so it does not depend on the stop.
  if (model.preserveClause === null) return firmer
  const { purpose, look, light, words, reference } = recipe
  const prompt = composePrompt(withClause(model, firmer.values), findLook(purpose, look), findLight(light), words, reference)
  return { ...firmer, prompt }
}
