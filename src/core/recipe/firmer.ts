// The recipe of an earlier picture with the geometry dial one stop firmer.

import { atStop, firmerThan, stopOf, withClause } from '../model/dial.ts'
import { type Model, readValues } from '../model/model.ts'
import type { Recipe } from './recipe.ts'
import { promptForModel } from './with-model.ts'

/** Returns the same recipe at the last stop, and where values were set by hand. */
export function firmerRecipe(recipe: Recipe, model: Model): Recipe {
  const values = readValues(model, recipe.values)
  const stop = firmerThan(stopOf(model, values))
  if (stop === null) return recipe
  const firmer = { ...recipe, values: atStop(model, values, stop) }
  // A generator's prompt describes the finished picture, so it does not depend on the stop.
  if (model.preserveClause === null) return firmer
  return { ...firmer, prompt: promptForModel(withClause(model, firmer.values), recipe) }
}
