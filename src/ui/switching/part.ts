// A model that the service has no more leads to a question: with which one now. Nothing of the jobs was accepted, so they are sent anew.

import { type ReadonlySignal, computed, signal } from '@preact/signals'
import { type Carried, carryOver } from '../../core/model/carry-over.ts'
import { findModel, modelLabel, models, successorOf } from '../../core/model/models.ts'
import type { Model } from '../../core/model/model.ts'
import { referenceWords } from '../reference/words.ts'
import type { RecipePart } from '../recipe/part.ts'
import { priceText, withSecondPicture } from '../../core/service/offer.ts'
import type { ConnectionPart } from '../connection/part.ts'
import type { JobsPart } from '../job/part.ts'

export type Offer = {
  /** What the missing model is called, and how it keeps geometry; null when this version does not know the model. */
  readonly gone: { readonly label: string; readonly geometry: string | null }
  readonly model: Model
  readonly models: readonly Model[]
  readonly carried: Carried
  /** What a picture costs with it; empty where nobody said. */
  readonly price: string
  /** How many pictures of the order wait for the answer. */
  readonly count: number
}

export type SwitchingPart = {
  readonly offer: ReadonlySignal<Offer | null>
  /** What the model is called that would be offered for this job; empty when none is left. */
  next(key: string): string
  /** Asks for this job, and for those of its order that failed as it did. */
  open(key: string): void
  pick(id: string): void
  /** `isLasting`: the window uses the model from now on, and remembers it. */
  confirm(answer: { readonly isLasting: boolean }): void
  dismiss(): void
}

export type SwitchingPorts = {
  readonly recipe: Pick<RecipePart, 'chooseModel'>
  readonly jobs: Pick<JobsPart, 'recipeOf' | 'retry' | 'missingModels' | 'sameOrderFailures'>
  readonly connection: Pick<ConnectionPart, 'isMissing' | 'priceOf'>
  announce(text: string): void
}

export function makeSwitching({ recipe: chosen, jobs, connection, announce }: SwitchingPorts): SwitchingPart {
  const asked = signal<{ readonly key: string; readonly model: Model } | null>(null)

  /** Models that the service was found not to have, and those that a relay says it has not. */
  const gone = (): ReadonlySet<string> =>
    new Set(models.map(({ id }) => id).filter((id) => jobs.missingModels.has(id) || connection.isMissing(id)))

  const offer = computed<Offer | null>(() => {
    const { key, model } = asked.value ?? {}
    // Others of the order may fail while the question stands.
    const count = key === undefined ? 0 : jobs.sameOrderFailures(key).length
    const recipe = key === undefined ? null : jobs.recipeOf(key)
    if (model === undefined || recipe === null || count === 0) return null
    const from = findModel(recipe.modelId)
    const { reference } = recipe
    const carried = carryOver(recipe.values, from, model)
    const lost = reference && model.reference === undefined ? [referenceWords.leftOut(reference.name)] : []
    return {
      model,
      count,
      price: priceText(withSecondPicture(connection.priceOf(model.id), reference ? model : {})),
      carried: { ...carried, lost: [...carried.lost, ...lost] },
      gone: { label: modelLabel(recipe.modelId), geometry: from?.geometry ?? null },
      models: models.filter(({ id }) => id !== recipe.modelId && !gone().has(id)),
    }
  })

  const successor = (key: string): Model | null => successorOf(jobs.recipeOf(key)?.modelId ?? '', gone())

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
    confirm: ({ isLasting }) => {
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
