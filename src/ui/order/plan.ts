// What the next press makes: the choices of the form, unless a series or an action beside a picture was chosen.

import { computed, effect, signal, untracked } from '@preact/signals'
import type { Study } from '../../core/look/studies.ts'
import { firstOf } from '../selection/reasons.ts'
import type { RecipePart } from '../recipe/part.ts'
import type { SelectionPart } from '../selection/part.ts'
import type { GivenPlan, RunPlan } from './readiness.ts'
import { orderWords } from './words.ts'

type PlanPorts = {
  readonly recipe: Pick<RecipePart, 'options' | 'purpose' | 'model' | 'values' | 'until' | 'kinds'>
  readonly selection: Pick<SelectionPart, 'selection'>
  announce(text: string): void
}

export function makePlan({ recipe, selection, announce }: PlanPorts) {
  const plan = signal<RunPlan>({ kind: 'choices' })
  const asChosen = (): void => {
    plan.value = { kind: 'choices' }
  }
  const selectedNow = (): string => {
    const now = selection.selection.peek()
    return now.kind + firstOf(now)?.id
  }
  const given = computed(() => (plan.value.kind === 'given' ? plan.value.given.value : null))
  let givenWith = ''
  // When the given plan has no pictures left to make, the button returns to the choices of the form for good.
  effect(() => {
    if (given.value?.count === 0) asChosen()
  })
  // What a person chose last counts: a change of the form cancels a given plan, and a change of the lights cancels a series.
  const giveWay = (kind: RunPlan['kind']): void => {
    if (plan.peek().kind !== kind) return
    asChosen()
    announce(orderWords.gaveWay)
  }
  const lights = computed(() => recipe.options.value.lights.map(({ id }) => id).join())
  effect(() => {
    void lights.value
    untracked(() => giveWay('study'))
  })
  effect(() => {
    void [recipe.options.value, recipe.purpose.value, recipe.model.value, recipe.values.value, recipe.until.value, recipe.kinds.value]
    untracked(() => giveWay('given'))
  })
  return {
    plan,
    /** What the given plan makes; null for other plans. */
    given,
    /** The next press makes the choices of the form. */
    asChosen,
    /** Called by the user; clears the announcement about the plan as well. */
    takeBack: (): void => {
      asChosen()
      announce('')
    },
    /** The next press makes this plan. It takes effect before `canBe` resolves, so that a quick press does not pay for the former plan. */
    give: (now: GivenPlan): void => {
      givenWith = selectedNow()
      plan.value = now
      const { parts, label } = now.given.peek()
      announce(orderWords.next(parts, label))
      void now.canBe?.then((isSo) => {
        if (!isSo && plan.peek() === now) asChosen()
      })
    },
    /** Toggles between the series and the choices of the form. */
    study: (study: Study): void => {
      const now = plan.peek()
      plan.value = now.kind === 'study' && now.study === study ? { kind: 'choices' } : { kind: 'study', study }
    },
    /** A new selection cancels the given plan, which would otherwise come as a surprise. */
    selected: (): void => {
      if (given.peek() === null || selectedNow() === givenWith) return
      asChosen()
      announce(orderWords.letGo)
    },
  }
}
