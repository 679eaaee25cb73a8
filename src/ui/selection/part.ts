// What is selected, what it can be restyled as, and which of several sources is on the card.

import { type ReadonlySignal, batch, computed, signal } from '@preact/signals'
import { PluginError } from '../../core/failure/failure.ts'
import type { Rules } from '../../core/picture/registration.ts'
import type { Selection, SelectionApi, Source } from '../../core/selection/protocol.ts'
import type { Subject } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { type OnCard, makeOnCard } from './on-card.ts'
import { type Original, type OriginalFacts, makeOriginal } from './original.ts'
import { type SceneOptions, type SelectionMode, type Target, type Targets, sortByShape, targetsOf } from './targets.ts'
import { selectionWords } from './words.ts'

export type SelectionPorts = {
  readonly figma: Pick<RemoteApi<SelectionApi>, 'reveal' | 'select' | 'locate'>
  /** The rules of the chosen model, which decide which shapes it accepts. */
  readonly rules: ReadonlySignal<Rules>
  /** What a result of this plugin says about its original; null for other layers. */
  originalOf(source: Source): OriginalFacts | null
  announce(text: string): void
}

export type SelectionPart = OnCard &
  Pick<Original, 'original' | 'from' | 'setFrom'> & {
    /** The parts of the selection that can be restyled, and those that cannot. */
    readonly targets: ReadonlySignal<Targets>
    /** Index of the target on the card. */
    readonly nth: ReadonlySignal<number>
    /** The target on the card; null when nothing can be restyled. */
    readonly target: ReadonlySignal<Target | null>
    /** Whether several layers are restyled one by one or together as one scene. */
    readonly mode: ReadonlySignal<SelectionMode>
    readonly scene: ReadonlySignal<SceneOptions>
    setMode(mode: SelectionMode): void
    setScene(options: SceneOptions): void
    showNth(nth: number): void
    /** Selects the subject on the canvas and brings it into view; announces when it is gone. */
    reveal(subject: Subject): void
  }

export function makeSelection({ figma, rules, originalOf, announce }: SelectionPorts): SelectionPart {
  const tellFailure = (thrown: unknown): void => announce(thrown instanceof PluginError ? selectionWords.gone : selectionWords.notShown)
  const onCard = makeOnCard(figma, tellFailure)
  const { selection } = onCard
  const { original, from, setFrom, follow } = makeOriginal(figma, originalOf)
  const mode = signal<SelectionMode>('frames')
  const scene = signal<SceneOptions>({ padding: 0, background: '' })
  const nth = signal(0)
  const targets = computed(() => {
    const made = original.value
    return made !== null && made.target !== null && from.value === 'original'
      ? sortByShape([made.target], [], rules.value)
      : targetsOf(selection.value, { mode: mode.value, scene: scene.value, rules: rules.value })
  })
  const target = computed(() => targets.value.fit[Math.min(nth.value, targets.value.fit.length - 1)] ?? null)

  return {
    ...onCard,
    original,
    from,
    setFrom,
    targets,
    nth,
    target,
    mode,
    scene,
    select: (now) =>
      batch(() => {
        onCard.select(now)
        follow(firstAlone(selection.peek()))
        nth.value = 0
      }),
    takeInner: () =>
      batch(() => {
        onCard.takeInner()
        follow(firstAlone(selection.peek()))
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
    reveal: (subject) => void figma.reveal(subject).catch(tellFailure),
  }
}

function firstAlone(selection: Selection): Source | null {
  return selection.kind === 'one' ? selection.source : null
}
