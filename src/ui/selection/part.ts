// What is selected, what it can be restyled as, and which of several is on the card.

import { type ReadonlySignal, batch, computed, signal } from '@preact/signals'
import { PluginError } from '../../core/failure/failure.ts'
import type { Rules } from '../../core/picture/registration.ts'
import type { Selection, SelectionApi } from '../../core/selection/protocol.ts'
import type { Subject } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { type SceneChoices, type Taking, type Target, type Targets, targetsOf } from './targets.ts'

export type SelectionPorts = {
  readonly figma: Pick<RemoteApi<SelectionApi>, 'reveal'>
  /** Of the chosen model: they decide which shapes it can take. */
  readonly rules: ReadonlySignal<Rules>
  announce(text: string): void
}

export type SelectionPart = {
  readonly selection: ReadonlySignal<Selection>
  /** What can be restyled of it, and what cannot. */
  readonly targets: ReadonlySignal<Targets>
  /** The one on the card, counted from 0; null when nothing can be restyled. */
  readonly nth: ReadonlySignal<number>
  readonly target: ReadonlySignal<Target | null>
  /** Several layers: each by itself, or together as one scene. */
  readonly taking: ReadonlySignal<Taking>
  readonly scene: ReadonlySignal<SceneChoices>
  select(now: Selection): void
  takeAs(taking: Taking): void
  setScene(choices: SceneChoices): void
  showNth(nth: number): void
  /** Selects it on the canvas and brings it into view; says so when it is gone. */
  reveal(subject: Subject): void
}

export function makeSelection({ figma, rules, announce }: SelectionPorts): SelectionPart {
  const selection = signal<Selection>({ kind: 'none' })
  const taking = signal<Taking>('frames')
  const scene = signal<SceneChoices>({ padding: 0, background: '' })
  const nth = signal(0)
  const targets = computed(() => targetsOf(selection.value, taking.value, scene.value, rules.value))
  const target = computed(() => targets.value.fit[Math.min(nth.value, targets.value.fit.length - 1)] ?? null)

  return {
    selection,
    targets,
    nth,
    target,
    taking,
    scene,
    select: (now) =>
      batch(() => {
        selection.value = now
        nth.value = 0
      }),
    takeAs: (as) => {
      taking.value = as
    },
    setScene: (choices) => {
      scene.value = choices
    },
    showNth: (one) => {
      nth.value = one
    },
    reveal: (subject) => {
      figma.reveal(subject).catch((thrown: unknown) => {
        announce(thrown instanceof PluginError ? 'That layer is no longer in the file.' : 'The layer cannot be shown.')
      })
    },
  }
}
