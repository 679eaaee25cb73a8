// The selected layer as a result of this plugin, with its recipe.

import { type ReadonlySignal, computed } from '@preact/signals'
import { readJson } from '../../core/base/read.ts'
import { type ReadRecipe, readRecipe } from '../../core/recipe/recipe.ts'
import type { Selection } from '../../core/selection/protocol.ts'

export type SelectedResult = { readonly nodeId: string } & ReadRecipe

/** Null when anything but one result is selected. */
export function makeSelectedResult(selection: ReadonlySignal<Selection>): ReadonlySignal<SelectedResult | null> {
  return computed(() => {
    const { value: selected } = selection
    if (selected.kind !== 'one') return null
    const read = readRecipe(readJson(selected.source.recipe))
    return read === null ? null : { nodeId: selected.source.id, ...read }
  })
}
