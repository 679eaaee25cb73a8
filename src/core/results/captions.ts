// Titles for the pictures of a run in Results: the heading names what they share, each caption what tells them apart.

import { apartFrom, quantity } from '../base/text.ts'
import { findLight } from '../look/lights.ts'
import { findLook } from '../look/looks.ts'
import { modelLabel } from '../model/models.ts'
import type { Recipe } from '../recipe/recipe.ts'
import { labelsOf } from '../recipe/words.ts'
import { type Result, type ResultGroup, recipeOf } from './results.ts'

/** Look, light, own words and source of a picture, as they are displayed. */
const facts: readonly ((recipe: Recipe) => string)[] = [
  ({ purpose, look }) => findLook(purpose, look).label,
  ({ light }) => findLight(light).label.toLowerCase(),
  ({ words }) => words.trim(),
  ({ source }) => source.name,
]

function recipesOf({ results }: ResultGroup): readonly Recipe[] {
  return results.flatMap((result) => recipeOf(result) ?? [])
}

function varies(recipes: readonly Recipe[], fact: (recipe: Recipe) => string): boolean {
  return new Set(recipes.map(fact)).size > 1
}

/**
 * "Brick, dusk"; or the number of the variant, where nothing else differs.
 * @param group the whole run that contains the result
 */
export function captionOf(group: ResultGroup, result: Result): string {
  const recipe = recipeOf(result)
  if (recipe === null) return result.name
  const recipes = recipesOf(group)
  const differing = facts.filter((fact) => varies(recipes, fact))
  const text = differing
    .map((fact) => apartFrom(recipes.map(fact), fact(recipe)))
    .filter(Boolean)
    .join(', ')
  const alike = recipes.filter((other) => differing.every((fact) => fact(other) === fact(recipe)))
  const nth = alike.findIndex(({ seed }) => seed === recipe.seed) + 1
  if (text === '') return alike.length > 1 ? `Variant ${nth}` : modelLabel(recipe.modelId)
  return alike.length > 1 ? `${text} · ${nth}` : text
}

export type Heading = { readonly title: string; readonly source: string; readonly words: string }

/** What the pictures of a run share; empty for anything that differs. */
export function headingOf(group: ResultGroup): Heading {
  if (group.kind === 'newer') return { title: 'Made with a newer version', source: '', words: '' }
  if (group.kind === 'unreadable') return { title: 'Made in a way that cannot be read', source: '', words: '' }
  const recipes = recipesOf(group)
  const [first] = recipes
  const shared = (fact: (recipe: Recipe) => string): string => (first === undefined || varies(recipes, fact) ? '' : fact(first))
  const sources = new Set(recipes.map(({ source }) => source.name)).size
  const source = sources === 1 ? shared(({ source: { name } }) => name) : quantity(sources, 'frame')
  const style = first === undefined || varies(recipes, labelsOf) ? '' : labelsOf(first) || 'Own words'
  return { title: style || source, source: style === '' ? '' : source, words: shared(({ words }) => words) }
}
