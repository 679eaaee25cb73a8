// The selected layer as a result of this plugin, with its recipe.

import { type ReadonlySignal, computed } from '@preact/signals'
import { readJson } from '../../core/base/read.ts'
import { type Recipe, readRecipe } from '../../core/recipe/recipe.ts'
import type { Selection } from '../../core/selection/protocol.ts'

/** `newer` stands for a recipe that a later version of the plugin wrote. */
export type SelectedResult = { readonly nodeId: string; readonly recipe: Recipe | 'newer' }

/** Null when anything but one result is selected. */
export function makeSelectedResult(selection: ReadonlySignal<Selection>): ReadonlySignal<SelectedResult | null> {
  return computed(() => {
    const { value: selected } = selection
    if (selected.kind !== 'one') return null
    const recipe = readRecipe(readJson(selected.source.recipe))
    return recipe === null ? null : { nodeId: selected.source.id, recipe }
  })
}
