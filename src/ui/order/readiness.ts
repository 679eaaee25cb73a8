// What the next press of the button makes and costs, and every reason why it cannot run.

import { type ReadonlySignal, computed } from '@preact/signals'
import { depthLayer } from '../../core/control-image/depth-layer.ts'
import type { Light } from '../../core/look/look.ts'
import type { Study } from '../../core/look/studies.ts'
import { runLabelFor, sumOf } from '../../core/order/run-label.ts'
import { countOf } from '../../core/recipe/options.ts'
import { keyName } from '../../core/service/account.ts'
import { sumText, withSecondPicture } from '../../core/service/offer.ts'
import type { ConnectionPart } from '../connection/part.ts'
import type { ControlImagePart } from '../control-image/part.ts'
import type { RecipePart } from '../recipe/part.ts'
import type { SelectionPart } from '../selection/part.ts'
import { whyNot } from '../selection/reasons.ts'
import { orderWords } from './words.ts'

/** What the next press makes: the choices of the form, a series, or a plan that was chosen beside a picture. */
export type RunPlan = { readonly kind: 'choices' } | { readonly kind: 'study'; readonly study: Study } | GivenPlan

/** More like a picture, or failed pictures with another model. Takes nothing from the source card or the form. */
export type GivenPlan = {
  readonly kind: 'given'
  /** Updated while the plan is pending. With a `count` of 0 nothing is left to make. */
  readonly given: ReadonlySignal<Given>
  /** Resolves to whether the plan can be carried out; a press waits for it. Never rejects. */
  readonly canBe?: Promise<boolean> | undefined
  /** Called at the press; the function it returns starts the order. */
  order(): () => void
}

/** `lacks` says why the pictures cannot be made and is empty when they can; `where` is the selector of a `Reason`. */
export type Given = Pick<Making, 'count' | 'label' | 'price'> & { readonly parts: string; readonly lacks?: string; readonly where?: string }

/** `sum` is the calculation with the price, `price` the price alone; each is empty where there is nothing to say. */
export type Making = {
  readonly count: number
  readonly label: string
  readonly sum: string
  readonly price: string
  readonly isAtMost?: boolean
}

/** `where` is a selector for the control that resolves the reason or leads to it. */
export type Reason = { readonly text: string; readonly where: string }

const card = '.source h1'

/**
 * The maximum length of the prompt words, in bytes as stored. They are written to the placeholder's plugin data twice, alone and as part of the
 * prompt, and Figma takes 100 kB there (platform §3.4).
 */
const longestWords = 40_000

function isTooLong(words: string): boolean {
  return new TextEncoder().encode(JSON.stringify(words)).length > longestWords
}

type Plans = { readonly plan: ReadonlySignal<RunPlan>; readonly given: ReadonlySignal<Given | null> }

type ReadinessPorts = {
  readonly selection: Pick<SelectionPart, 'selection' | 'targets' | 'original' | 'from'>
  readonly connection: Pick<ConnectionPart, 'isLoaded' | 'hasKey' | 'baseUrl' | 'priceOf'>
  readonly recipe: RecipePart
  readonly controlImage: Pick<ControlImagePart, 'lacksImage'>
}

export function makeReadiness({ selection, connection, recipe, controlImage }: ReadinessPorts, { plan, given }: Plans) {
  const { targets } = selection
  const missing = computed<readonly Reason[]>(() => {
    const asked = given.value
    const found = [
      [asked ? asked.lacks : whyNot(selection.selection.value, targets.value), asked?.where ?? card],
      [!asked && controlImage.lacksImage.value && depthLayer.noImage, card],
      [!asked && recipe.isGivingWay.value && orderWords.settings, card],
      [!asked && isTooLong(recipe.words.value) && orderWords.tooLong, '#words'],
      [!connection.hasKey.value && orderWords.addKey(keyName(connection.baseUrl.value)), '#key'],
    ] as const
    return found.flatMap(([text, where]) => (text ? { text, where } : []))
  })

  const series = computed<readonly Light[] | null>(() => (plan.value.kind === 'study' ? plan.value.study.options : null))

  const making = computed<Making>(() => {
    const [now, asked] = [plan.value, given.value]
    if (asked) return { ...asked, sum: orderWords.sum(asked.parts, asked.price) }
    const what = whatOf(targets.value)
    const sources = Math.max(1, targets.value.fit.length)
    const options = recipe.options.value
    const until = recipe.until.value
    const isAtMost = until !== null
    const each = sources * countOf({ ...options, lights: series.value ?? options.lights })
    const chosen =
      now.kind === 'study'
        ? orderWords.seriesIs(now.study.label, sumOf(sources, what, { ...options, lights: [recipe.light.value] }))
        : sumOf(sources, what, options)
    const count = each * (until?.most ?? 1)
    const model = recipe.model.value
    const price = withSecondPicture(connection.priceOf(model.id), recipe.reference.value ? model : {})
    const costs = orderWords.price(sumText(price, count), isAtMost)
    const parts = until === null ? chosen : orderWords.until(chosen, until, each)
    const isPicture = count === 1 && selection.original.value !== null && selection.from.value === 'picture'
    const label = isPicture ? orderWords.thisPicture : runLabelFor(count, what, isAtMost)
    return { count, isAtMost, price: costs, label, sum: orderWords.sum(parts, costs) }
  })
  return {
    missing,
    making,
    /** The lights of the chosen series. */ series,
    isReady: (): boolean => connection.isLoaded.peek() && missing.peek().length === 0,
  }
}

function whatOf({ fit }: SelectionPart['targets']['value']): 'frame' | 'scene' {
  return fit[0]?.subject.scene ? 'scene' : 'frame'
}
