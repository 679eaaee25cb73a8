// The selected layer as a result of this plugin, with its recipe.

import { type ReadonlySignal, computed } from '@preact/signals'
import { readJson } from '../../core/base/read.ts'
import { type ReadRecipe, knownRecipe, readRecipe, subjectOf } from '../../core/recipe/recipe.ts'
import type { Selection, Source } from '../../core/selection/protocol.ts'
import type { OriginalFacts } from '../selection/original.ts'

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

/** What the layer was made of; null for one that this plugin did not make, or a later version did. */
export function originalOf({ recipe }: Source): OriginalFacts | null {
  const known = knownRecipe(readRecipe(readJson(recipe)))
  if (known === null) return null
  const { name, width, height } = known.source
  return { subject: subjectOf(known), name, width, height }
}
