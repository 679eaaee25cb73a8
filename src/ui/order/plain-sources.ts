// If a source draws as one plain colour, the first press only warns and the second one orders.

import { type ReadonlySignal, computed, signal } from '@preact/signals'
import { subjectKey } from '../../core/selection/subject.ts'
import type { ControlImagePart } from '../control-image/part.ts'
import type { SelectionPart } from '../selection/part.ts'
import type { Target } from '../selection/targets.ts'
import { orderWords } from './words.ts'

export type PlainSourcesPorts = {
  readonly controlImage: Pick<ControlImagePart, 'drawsPlain'>
  readonly selection: Pick<SelectionPart, 'targets'>
}

export type PlainSources = {
  /** The warning of the last press about the selected sources; empty when there is none. */
  readonly told: ReadonlySignal<string>
  /** Whether the selected sources are being checked before an order. */
  readonly isLooking: ReadonlySignal<boolean>
  /** Calls `order`, unless these sources need a warning that was not shown yet. */
  unlessPlain(targets: readonly Target[], order: () => void): void
}

function keyOf(targets: readonly Target[]): string {
  return targets.map(({ subject }) => subjectKey(subject)).join(' ')
}

export function makePlainSources({ controlImage, selection }: PlainSourcesPorts): PlainSources {
  const last = signal({ key: '', sentence: '' })
  const told = computed(() => (last.value.key === selected() ? last.value.sentence : ''))
  const checking = signal<readonly string[]>([])
  const selected = (): string => keyOf(selection.targets.value.fit)

  const answer = (targets: readonly Target[], verdicts: readonly boolean[], order: () => void): void => {
    const plain = targets.filter((_, index) => verdicts[index] === true)
    if (plain.length === 0) return order()
    last.value = { key: keyOf(targets), sentence: orderWords.plain(plain.map(({ name }) => name)) }
  }

  return {
    told,
    isLooking: computed(() => checking.value.includes(selected())),
    unlessPlain: (targets, order) => {
      const key = keyOf(targets)
      // A second press during the check is ignored.
      if (checking.peek().includes(key)) return
      const isTold = last.peek().key === key
      last.value = { key: '', sentence: '' }
      if (isTold) return order()
      const found = targets.map(({ subject }) => controlImage.drawsPlain(subject))
      const known = found.filter((verdict) => typeof verdict === 'boolean')
      if (known.length === found.length) return answer(targets, known, order)
      checking.value = [...checking.peek(), key]
      void Promise.all(found.map(async (verdict) => verdict)).then((verdicts) => {
        checking.value = checking.peek().filter((other) => other !== key)
        answer(targets, verdicts, order)
      })
    },
  }
}
