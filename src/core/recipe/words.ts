// How a recipe is named to a person.

import { findLight } from '../look/lights.ts'
import { findLook } from '../look/looks.ts'
import type { Recipe } from './recipe.ts'

type Named = Pick<Recipe, 'purpose' | 'look' | 'light'>

/** "Warm timber, golden": look and light, by the first ones where this version does not know them. */
export function titleOf({ purpose, look, light }: Named): string {
  return `${findLook(purpose, look).label}, ${findLight(light).label.toLowerCase()}`
}

/** "Warm timber, Golden": look and light, by their ids where this version does not know them. */
export function labelsOf({ purpose, look, light }: Named): string {
  return [labelOf(findLook(purpose, look), look), labelOf(findLight(light), light)].filter((label) => label !== '').join(', ')
}

function labelOf(found: { readonly id: string; readonly label: string }, id: string): string {
  return found.id === id ? found.label : id
}
