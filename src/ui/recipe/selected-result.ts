// A selected result: its recipe, and whether its source still looks as it did.

import { computed, signal } from '@preact/signals'
import { fingerprintOf } from '../../core/picture/fingerprint.ts'
import { findModel, models } from '../../core/model/models.ts'
import { readJson } from '../../core/base/read.ts'
import { type Recipe, readRecipe, subjectOf } from '../../core/recipe/recipe.ts'
import type { StorePorts } from '../ports.ts'
import type { SourceState } from '../control-image/part.ts'

export type SourceNow = 'unknown' | 'same' | 'changed' | 'gone'

export type SelectedResult = { readonly nodeId: string; readonly recipe: Recipe | 'newer' }

/** The source is exported for this: only when the user rests on a result. */
const restMs = 600

export function makeSelectedResult({ figma, time }: Pick<StorePorts, 'figma' | 'time'>, source: Pick<SourceState, 'selection' | 'inTurn'>) {
  const made = computed<SelectedResult | null>(() => {
    const { value: selected } = source.selection
    if (selected.kind !== 'one') return null
    const recipe = readRecipe(readJson(selected.source.recipe))
    return recipe === null ? null : { nodeId: selected.source.id, recipe }
  })
  const sourceNow = signal<SourceNow>('unknown')
  let latest = new AbortController()
  let checked: Promise<SourceNow> = Promise.resolve('unknown')

  const look = async (recipe: Recipe, signal: AbortSignal): Promise<SourceNow> => {
    const { fingerprint, name } = recipe.source
    await time.delay(restMs, signal)
    const model = findModel(recipe.modelId)
    const { rules } = model ?? models[0]
    const exported = await source.inTurn(() => figma.exportSource({ subject: subjectOf(recipe), live: recipe.live, rules, known: null }))
    if (fingerprint !== '' && fingerprintOf(exported.pieces.map(({ png }) => png)) === fingerprint) return 'same'
    // In another file the same id may be anybody's layer.
    if (exported.source.name !== name) return 'gone'
    const { sent } = exported.plan
    // A picture that was sent smaller on request cannot be compared with one of the usual size.
    const isSmaller = recipe.sent.width * recipe.sent.height < 0.75 * sent.width * sent.height
    // Nor can one that a model made which this version does not know: at what size, nobody here can tell.
    return fingerprint === '' || isSmaller || model === null ? 'unknown' : 'changed'
  }

  return {
    ...{ made, sourceNow },
    /** The selection has changed. */
    selected: (): void => {
      latest.abort()
      latest = new AbortController()
      const { signal } = latest
      sourceNow.value = 'unknown'
      const now = made.peek()
      if (now === null || now.recipe === 'newer') return
      checked = look(now.recipe, signal).catch(() => 'gone' as const)
      void checked.then((found) => {
        if (!signal.aborted) sourceNow.value = found
      })
    },
    /** Whether the source of the selected result is there, once that is known. */
    hasSource: async (): Promise<boolean> => (await checked) !== 'gone',
  }
}
