// What the next press makes: what is chosen above, until a series or something beside a picture is chosen.

import { computed, effect, signal } from '@preact/signals'
import type { Study } from '../../core/look/studies.ts'
import { firstOf } from '../selection/reasons.ts'
import type { SelectionPart } from '../selection/part.ts'
import type { GivenPlan, RunPlan } from './readiness.ts'
import { orderWords } from './words.ts'

type PlanPorts = { readonly selection: Pick<SelectionPart, 'selection'>; announce(text: string): void }

export function makePlan({ selection, announce }: PlanPorts) {
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
  // Its pictures were taken off the list, or are made otherwise: they do not come back to the button by themselves.
  effect(() => {
    if (given.value?.count === 0) asChosen()
  })
  return {
    plan,
    /** What the plan makes that was chosen beside a picture; null for others. */
    given,
    /** The next press makes what is chosen above. */
    asChosen,
    /** By a person: what was said of the plan holds no more. */
    takeBack: (): void => {
      asChosen()
      announce('')
    },
    /** The next press makes what was chosen beside a picture; at once, so that no quick press pays for what was chosen before. */
    give: (now: GivenPlan): void => {
      givenWith = selectedNow()
      plan.value = now
      const { parts, label } = now.given.peek()
      announce(orderWords.next(parts, label))
      void now.canBe?.then((isSo) => {
        if (!isSo && plan.peek() === now) asChosen()
      })
    },
    /** The next press makes the series, or what is chosen above again. */
    study: (study: Study): void => {
      const now = plan.peek()
      plan.value = now.kind === 'study' && now.study === study ? { kind: 'choices' } : { kind: 'study', study }
    },
    /** Whoever selects something else looks at that: what was chosen before would be a surprise. */
    selected: (): void => {
      if (given.peek() === null || selectedNow() === givenWith) return
      asChosen()
      announce(orderWords.letGo)
    },
  }
}
