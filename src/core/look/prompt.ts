// The prompt from purpose, look, light and own words, in the manner of the model (DESIGN §2).

import { findLight } from './lights.ts'
import { findLook } from './looks.ts'
import type { Model } from '../model/model.ts'
import type { Recipe } from '../recipe/recipe.ts'
import type { Light, Look } from './look.ts'

function sentence(text: string): string {
  const trimmed = text.trim().replace(/\s+/g, ' ')
  return trimmed === '' || /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`
}

/** Never empty: a look is always chosen. */
export function composePrompt({ preserveClause }: Pick<Model, 'preserveClause'>, look: Look, light: Light, words: string): string {
  const own = sentence(words)
  const parts =
    preserveClause === null
      ? [sentence(`${look.phrase}, ${light.phrase}`), own]
      : [sentence(look.change), sentence(`The light is ${light.phrase}`), own, preserveClause]
  return parts.filter((part) => part !== '').join(' ')
}

/** The prompt of a recipe in another model's manner. With a look or light that this version does not know it stays as it was written. */
export function recomposePrompt(
  model: Pick<Model, 'preserveClause'>,
  recipe: Pick<Recipe, 'purpose' | 'look' | 'light' | 'words' | 'prompt'>,
): string {
  const [look, light] = [findLook(recipe.purpose, recipe.look), findLight(recipe.light)]
  if (look.id === recipe.look && light.id === recipe.light) return composePrompt(model, look, light, recipe.words)
  return [recipe.prompt, model.preserveClause].filter(Boolean).join(' ')
}
