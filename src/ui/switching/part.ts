// A model that is gone is no error but a question: with which one now. Nothing of the jobs was accepted, so they are sent anew.

import { type ReadonlySignal, computed, signal } from '@preact/signals'
import { type Carried, carryOver } from '../../core/model/carry-over.ts'
import { findModel, modelLabel, models, successorOf } from '../../core/model/models.ts'
import type { Model } from '../../core/model/model.ts'
import type { RecipePart } from '../recipe/part.ts'
import type { JobsPart } from '../job/part.ts'

export type Offer = {
  /** What the gone model is called, and what became of geometry with it; nothing of one that this version does not know. */
  readonly gone: { readonly label: string; readonly geometry: string | null }
  readonly model: Model
  readonly models: readonly Model[]
  readonly carried: Carried
  /** So many pictures of one order are waiting for this. */
  readonly count: number
}

export type SwitchingPart = {
  readonly offer: ReadonlySignal<Offer | null>
  /** What the next model is called that would be offered for this job; empty where none is left. */
  next(key: string): string
  open(key: string): void
  pick(id: string): void
  /** @param isLasting the window uses it from now on, and remembers it */
  confirm(isLasting: boolean): void
  dismiss(): void
}

export type SwitchingPorts = {
  readonly recipe: Pick<RecipePart, 'chooseModel'>
  readonly jobs: Pick<JobsPart, 'recipeOf' | 'retry' | 'missingModels' | 'sameOrderFailures'>
  announce(text: string): void
}

export function makeSwitching({ recipe: chosen, jobs, announce }: SwitchingPorts): SwitchingPart {
  const asked = signal<{ readonly key: string; readonly model: Model } | null>(null)

  const offer = computed<Offer | null>(() => {
    const { key, model } = asked.value ?? {}
    // Others of the order may fail while the question stands.
    const count = key === undefined ? 0 : jobs.sameOrderFailures(key).length
    const recipe = key === undefined ? null : jobs.recipeOf(key)
    if (model === undefined || recipe === null || count === 0) return null
    const from = findModel(recipe.modelId)
    return {
      model,
      count,
      carried: carryOver(recipe.values, from, model),
      gone: { label: modelLabel(recipe.modelId), geometry: from?.geometry ?? null },
      models: models.filter(({ id }) => id !== recipe.modelId && !jobs.missingModels.has(id)),
    }
  })

  const successor = (key: string): Model | null => successorOf(jobs.recipeOf(key)?.modelId ?? '', jobs.missingModels)

  return {
    offer,
    next: (key) => successor(key)?.label ?? '',
    open: (key) => {
      const next = successor(key)
      if (next === null) return announce('No other model is left to switch to.')
      asked.value = { key, model: next }
    },
    pick: (id) => {
      const [before, model] = [asked.peek(), findModel(id)]
      if (before !== null && model !== null) asked.value = { ...before, model }
    },
    confirm: (isLasting) => {
      const { key, model } = asked.peek() ?? {}
      asked.value = null
      if (key === undefined || model === undefined) return
      if (isLasting) chosen.chooseModel(model.id)
      for (const one of jobs.sameOrderFailures(key)) jobs.retry(one, { model })
      announce(`Restyling with ${model.label}.`)
    },
    dismiss: () => {
      asked.value = null
    },
  }
}
