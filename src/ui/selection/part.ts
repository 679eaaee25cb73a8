// What is selected, what it can be restyled as, and which of several is on the card.

import { type ReadonlySignal, batch, computed, signal } from '@preact/signals'
import { PluginError } from '../../core/failure/failure.ts'
import type { Rules } from '../../core/picture/registration.ts'
import type { Selection, SelectionApi } from '../../core/selection/protocol.ts'
import type { Subject } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { type SceneOptions, type SelectionMode, type Target, type Targets, targetsOf } from './targets.ts'
import { selectionWords } from './words.ts'

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
  /** Which of the targets is on the card, counted from 0. */
  readonly nth: ReadonlySignal<number>
  /** The one on the card; null when nothing can be restyled. */
  readonly target: ReadonlySignal<Target | null>
  /** Several layers: each by itself, or together as one scene. */
  readonly mode: ReadonlySignal<SelectionMode>
  readonly scene: ReadonlySignal<SceneOptions>
  select(now: Selection): void
  setMode(mode: SelectionMode): void
  setScene(options: SceneOptions): void
  showNth(nth: number): void
  /** Selects it on the canvas and brings it into view; says so when it is gone. */
  reveal(subject: Subject): void
}

export function makeSelection({ figma, rules, announce }: SelectionPorts): SelectionPart {
  const selection = signal<Selection>({ kind: 'none' })
  const mode = signal<SelectionMode>('frames')
  const scene = signal<SceneOptions>({ padding: 0, background: '' })
  const nth = signal(0)
  const targets = computed(() => targetsOf(selection.value, { mode: mode.value, scene: scene.value, rules: rules.value }))
  const target = computed(() => targets.value.fit[Math.min(nth.value, targets.value.fit.length - 1)] ?? null)

  return {
    selection,
    targets,
    nth,
    target,
    mode,
    scene,
    select: (now) =>
      batch(() => {
        selection.value = now
        nth.value = 0
      }),
    setMode: (next) => {
      mode.value = next
    },
    setScene: (options) => {
      scene.value = options
    },
    showNth: (one) => {
      nth.value = one
    },
    reveal: (subject) => {
      figma.reveal(subject).catch((thrown: unknown) => {
        announce(thrown instanceof PluginError ? selectionWords.gone : selectionWords.notShown)
      })
    },
  }
}
