// A selected result: its recipe, and whether its source still looks as it did.

import { computed, signal } from '@preact/signals'
import { fingerprintOf } from '../../core/fingerprint.ts'
import { findModel } from '../../core/models/index.ts'
import { readJson } from '../../core/read.ts'
import { type Recipe, readRecipe } from '../../core/recipe.ts'
import type { StorePorts } from './ports.ts'
import type { SourceState } from './source.ts'

export type SourceNow = 'unknown' | 'same' | 'changed' | 'gone'

export type Made = { readonly nodeId: string; readonly recipe: Recipe | 'newer' }

/** The source is exported for this: only when the user rests on a result. */
const restMs = 600

export const makeMade = ({ figma, time }: Pick<StorePorts, 'figma' | 'time'>, source: Pick<SourceState, 'selection' | 'inTurn'>) => {
  const made = computed<Made | null>(() => {
    const { value: selected } = source.selection
    if (selected.kind !== 'one') return null
    const recipe = readRecipe(readJson(selected.source.recipe))
    return recipe === null ? null : { nodeId: selected.source.id, recipe }
  })
  const sourceNow = signal<SourceNow>('unknown')
  let latest = new AbortController()

  const look = async ({ source: { id, scene, fingerprint }, modelId, sent }: Recipe, signal: AbortSignal): Promise<SourceNow> => {
    await time.delay(restMs, signal)
    const { rules } = findModel(modelId)
    const exported = await source.inTurn(() => figma.exportSource({ subject: { id, scene }, rules, known: null }))
    if (fingerprintOf(exported.bytes) === fingerprint) return 'same'
    // A picture that was sent smaller on request cannot be compared with one of the usual size.
    return sent.width * sent.height < 0.75 * exported.plan.sent.width * exported.plan.sent.height ? 'unknown' : 'changed'
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
      if (now === null || now.recipe === 'newer' || now.recipe.source.fingerprint === '') return
      const tell = (found: SourceNow): void => {
        if (!signal.aborted) sourceNow.value = found
      }
      look(now.recipe, signal).then(tell, () => tell('gone'))
    },
  }
}
