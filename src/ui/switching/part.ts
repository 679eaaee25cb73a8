// Switching from a model that the service no longer has: the user picks another one, and the Restyle button makes the failed pictures again
// with it.

import { type ReadonlySignal, computed, signal } from '@preact/signals'
import { type Carried, carryOver } from '../../core/model/carry-over.ts'
import { findModel, modelLabel, models, successorOf } from '../../core/model/models.ts'
import type { Model } from '../../core/model/model.ts'
import { runLabelFor } from '../../core/order/run-label.ts'
import { runTitle } from '../../core/job/words.ts'
import { labelsOf } from '../../core/recipe/words.ts'
import { referenceWords } from '../reference/words.ts'
import type { RecipePart } from '../recipe/part.ts'
import { priceText, sumText, withSecondPicture } from '../../core/service/offer.ts'
import type { ConnectionPart } from '../connection/part.ts'
import type { JobsPart } from '../job/part.ts'
import type { OrdersPart } from '../order/part.ts'
import type { Given, GivenPlan } from '../order/readiness.ts'
import { switchingWords } from './words.ts'

/** `price` is the price of a picture with this model; empty when unknown. */
export type Offered = Carried & { readonly model: Model; readonly price: string }

export type Offer = {
  /** The label of the missing model, and how it keeps geometry; null when this version does not know the model. */
  readonly gone: { readonly label: string; readonly geometry: string | null }
  readonly model: Model
  readonly models: readonly Offered[]
}

export type SwitchingPart = {
  readonly offer: ReadonlySignal<Offer | null>
  /** Label of the model to offer for this job; empty when there is none, or when one was already chosen. */
  next(key: string): string
  /** Opens the dialog for this job and the jobs of its order that failed for the same reason. */
  open(key: string): void
  pick(model: Model): void
  /** Plans the pictures with the picked model. `isLasting`: the window also uses and stores this model from now on. */
  confirm(isLasting: boolean): void
  dismiss(): void
}

export type SwitchingPorts = {
  readonly recipe: Pick<RecipePart, 'chooseModel'>
  readonly jobs: Pick<JobsPart, 'recipeOf' | 'retry' | 'missingModels' | 'sameOrderFailures'>
  readonly orders: Pick<OrdersPart, 'plan' | 'give'>
  readonly connection: Pick<ConnectionPart, 'isMissing' | 'offered' | 'priceOf'>
  announce(text: string): void
}

export function makeSwitching(ports: SwitchingPorts): SwitchingPart {
  const { jobs, connection } = ports
  const asked = signal<{ readonly key: string; readonly model: Model } | null>(null)

  /** The service turned out not to have it, a relay says so, or only relays offer it and this is none. */
  const isGone = (model: Model): boolean =>
    jobs.missingModels.has(model.id) || connection.isMissing(model.id) || !connection.offered.value.includes(model)

  const offer = computed<Offer | null>(() => {
    const now = asked.value
    const recipe = now && jobs.recipeOf(now.key)
    // No dialog once the job was removed from the list or is being sent again.
    if (!recipe || jobs.sameOrderFailures(now.key).length === 0) return null
    const from = findModel(recipe.modelId)
    const { reference } = recipe
    const offeredAs = (other: Model): Offered => {
      const carried = carryOver(recipe.values, from, other)
      return {
        ...carried,
        lost: carried.lost.concat(reference && !other.reference ? referenceWords.leftOut(reference.name) : []),
        model: other,
        price: priceText(withSecondPicture(connection.priceOf(other.id), reference ? other : {})),
      }
    }
    return {
      model: now.model,
      gone: { label: modelLabel(recipe.modelId), geometry: from?.geometry ?? null },
      models: models.filter((other) => other.id !== recipe.modelId && !isGone(other)).map(offeredAs),
    }
  })

  const successor = (key: string): Model | null =>
    successorOf(jobs.recipeOf(key)?.modelId ?? '', new Set(models.filter(isGone).map(({ id }) => id)))
  const take = makeTaken(ports, isGone)

  return {
    offer,
    next: (key) => (take.has(key) ? '' : (successor(key)?.label ?? '')),
    open: (key) => {
      const next = successor(key)
      if (next === null) return ports.announce('No other model is left to switch to.')
      asked.value = { key, model: next }
    },
    pick: (model) => {
      const before = asked.peek()
      if (before !== null) asked.value = { ...before, model }
    },
    confirm: (isLasting) => {
      const now = asked.peek()
      asked.value = null
      if (now === null) return
      if (isLasting) ports.recipe.chooseModel(now.model.id)
      take.all(jobs.sameOrderFailures(now.key), now.model)
    },
    dismiss: () => {
      asked.value = null
    },
  }
}

/** The pictures that another model was chosen for, as long as they are the plan of the Restyle button. */
function makeTaken({ jobs, orders, connection, announce }: SwitchingPorts, isGone: (model: Model) => boolean) {
  let taken: { readonly plan: GivenPlan | null; readonly keys: readonly string[] } = { plan: null, keys: [] }

  const given = (waiting: readonly string[], model: Model): Given => {
    const recipes = waiting.flatMap((key) => jobs.recipeOf(key) ?? [])
    const [first] = recipes
    const count = recipes.length
    const what = runTitle(recipes.map(({ source }) => ({ sourceName: source.name })))
    // In units of one picture's price: a reference picture costs a fraction of it.
    const times = count + recipes.filter(({ reference }) => reference).length * (model.reference?.costs ?? 0)
    return {
      count,
      // With several pictures the model's name would not fit on one line in a narrow window.
      label: count > 1 ? runLabelFor(count, 'frame') : switchingWords.restyleWith(model.label),
      price: sumText(connection.priceOf(model.id), times),
      parts:
        first && count === 1
          ? `${labelsOf({ ...first, reference: model.reference && first.reference })} – ${what}`
          : switchingWords.withModel(what, model.label),
      lacks: isGone(model) ? switchingWords.lacks(model.label) : '',
      where: `[data-key="${waiting[0]}"] .steps button`,
    }
  }

  /** Adds to the jobs that still wait for a press; the model that was chosen last makes all of them. */
  const all = (wanted: readonly string[], model: Model): void => {
    const keys = orders.plan.peek() === taken.plan ? [...taken.keys, ...wanted] : wanted
    // Recomputed, because more jobs of the same orders may fail later, and jobs that were retried no longer wait.
    const waiting = computed(() => [...new Set(keys.flatMap((key) => jobs.sameOrderFailures(key)))])
    const plan: GivenPlan = {
      kind: 'given',
      given: computed(() => given(waiting.value, model)),
      order: () => {
        const pressed = waiting.peek()
        return () => {
          announce(switchingWords.announce(model.label))
          for (const key of pressed) jobs.retry(key, { model })
        }
      },
    }
    taken = { plan, keys }
    orders.give(plan)
  }
  const has = (key: string): boolean =>
    orders.plan.value === taken.plan && taken.keys.some((other) => jobs.sameOrderFailures(other).includes(key))
  return { all, has }
}
