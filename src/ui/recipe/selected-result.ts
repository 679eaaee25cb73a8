// Reads the recipe of the selected layer if it is a result of this plugin.

import { type ReadonlySignal, computed } from '@preact/signals'
import { readJson } from '../../core/base/read.ts'
import { type ReadRecipe, knownRecipe, readRecipe, subjectOf } from '../../core/recipe/recipe.ts'
import type { Selection, Source } from '../../core/selection/protocol.ts'
import type { OriginalFacts } from '../selection/original.ts'

export type SelectedResult = { readonly nodeId: string } & ReadRecipe

/** Null unless exactly one result is selected. */
export function makeSelectedResult(selection: ReadonlySignal<Selection>): ReadonlySignal<SelectedResult | null> {
  return computed(() => {
    const { value: selected } = selection
    if (selected.kind !== 'one') return null
    const read = readRecipe(readJson(selected.source.recipe))
    return read === null ? null : { nodeId: selected.source.id, ...read }
  })
}

/** The source that the layer was made from; null if this plugin did not make it or a later version did. */
export function originalOf({ recipe }: Source): OriginalFacts | null {
  const known = knownRecipe(readRecipe(readJson(recipe)))
  if (known === null) return null
  const { name, width, height } = known.source
  return { subject: subjectOf(known), name, width, height }
}
