// What the next press of the button makes and costs, and every reason why it cannot.

import { type ReadonlySignal, computed } from '@preact/signals'
import { depthLayer } from '../../core/control-image/depth-layer.ts'
import type { Study } from '../../core/look/studies.ts'
import type { Model } from '../../core/model/model.ts'
import { runLabelFor, sumOf } from '../../core/order/run-label.ts'
import { countOf, moreCount } from '../../core/recipe/options.ts'
import type { Recipe } from '../../core/recipe/recipe.ts'
import { labelsOf } from '../../core/recipe/words.ts'
import { keyName } from '../../core/service/account.ts'
import { sumText, withSecondPicture } from '../../core/service/offer.ts'
import type { ConnectionPart } from '../connection/part.ts'
import type { ControlImagePart } from '../control-image/part.ts'
import type { RecipePart } from '../recipe/part.ts'
import type { SelectionPart } from '../selection/part.ts'
import { whyNot } from '../selection/reasons.ts'
import { orderWords } from './words.ts'

/** What was chosen to be made at the next press: as the controls say, a series, or more of an earlier picture. */
export type RunPlan =
  | { readonly kind: 'choices' }
  | { readonly kind: 'study'; readonly study: Study }
  /** `canBe`: whether its source was found, and what gave its look; a press waits for that. Never rejects. */
  | { readonly kind: 'more'; readonly nodeId: string; readonly recipe: Recipe; readonly model: Model; readonly canBe: Promise<boolean> }

/** `sum` is what multiplies and what it costs, `price` that alone; empty where there is nothing to say. */
export type Making = {
  readonly count: number
  readonly label: string
  readonly sum: string
  readonly price: string
  readonly isAtMost?: boolean
}

/** `where` says which control removes it. */
export type Reason = { readonly text: string; readonly where: 'canvas' | 'key' }

type ReadinessPorts = {
  readonly selection: Pick<SelectionPart, 'selection' | 'targets'>
  readonly connection: Pick<ConnectionPart, 'isLoaded' | 'hasKey' | 'baseUrl' | 'priceOf'>
  readonly recipe: RecipePart
  readonly controlImage: Pick<ControlImagePart, 'lacksImage'>
}

export function makeReadiness({ selection, connection, recipe, controlImage }: ReadinessPorts, plan: ReadonlySignal<RunPlan>) {
  const { targets } = selection
  const missing = computed<readonly Reason[]>(() => {
    const now = plan.value.kind
    const why = now === 'more' ? null : whyNot(selection.selection.value, targets.value)
    return [
      ...(why === null ? [] : [{ text: why, where: 'canvas' as const }]),
      ...(now !== 'more' && controlImage.lacksImage.value ? [{ text: depthLayer.noImage, where: 'canvas' as const }] : []),
      ...(connection.hasKey.value ? [] : [{ text: orderWords.addKey(keyName(connection.baseUrl.value)), where: 'key' as const }]),
    ]
  })
  const reasons = computed(() => missing.value.map(({ text }) => text))

  type Planned = { readonly count: number; readonly parts: string; readonly isAtMost?: boolean }
  const chosenOf = (count: number, parts: string): Planned => {
    const until = recipe.until.value
    return until === null ? { count, parts } : { count: count * until.most, parts: orderWords.until(parts, until, count), isAtMost: true }
  }
  const planned = computed<Planned>(() => {
    const now = plan.value
    const { fit } = targets.value
    const sources = Math.max(1, fit.length)
    switch (now.kind) {
      case 'choices':
        return chosenOf(sources * countOf(recipe.options.value), sumOf(sources, whatOf(targets.value), recipe.options.value))
      case 'study':
        return { count: sources * now.study.options.length, parts: orderWords.seriesIs(now.study.label, sources) }
      case 'more':
        return { count: moreCount, parts: orderWords.moreLike(labelsOf(now.recipe)) }
      default:
        return now satisfies never
    }
  })
  const making = computed<Making>(() => {
    const { count, parts, isAtMost = false } = planned.value
    const now = plan.value
    const model = now.kind === 'more' ? now.model : recipe.model.value
    const hasPicture = now.kind === 'more' ? now.recipe.reference : recipe.reference.value
    const price = withSecondPicture(connection.priceOf(model.id), hasPicture ? model : {})
    const costs = orderWords.price(sumText(price, count), isAtMost)
    return { count, isAtMost, price: costs, label: runLabelFor(count, whatOf(targets.value), isAtMost), sum: orderWords.sum(parts, costs) }
  })
  return { missing, reasons, making, isReady: (): boolean => connection.isLoaded.peek() && reasons.peek().length === 0 }
}

function whatOf({ fit }: SelectionPart['targets']['value']): 'frame' | 'scene' {
  return fit[0]?.subject.scene ? 'scene' : 'frame'
}
