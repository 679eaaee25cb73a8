// Which part of the selection is on the source card. A click on a layer inside the frame on the card keeps the frame and offers that layer.

import { type ReadonlySignal, computed, signal } from '@preact/signals'
import type { Selection, SelectionApi, Source } from '../../core/selection/protocol.ts'
import type { NamedLayer } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'

export type OnCard = {
  /** What is selected on the canvas. */
  readonly clicked: ReadonlySignal<Selection>
  /** What is on the card: the selection, or the frame around it that was on the card before. */
  readonly selection: ReadonlySignal<Selection>
  /** The layer that was clicked inside the frame on the card. */
  readonly inner: ReadonlySignal<NamedLayer | null>
  /** The frame around the layer on the card. */
  readonly whole: ReadonlySignal<NamedLayer | null>
  select(now: Selection): void
  takeInner(): void
  takeWhole(): void
}

function isInside(now: Selection, { id }: Source): boolean {
  if (now.kind === 'one') return now.source.ancestors.some((ancestor) => ancestor.id === id)
  return now.kind === 'unfit' && now.within?.includes(id) === true
}

/** Never a section, as whatever lies in one is a frame of its own. */
function heldBy(now: Selection, held: Source | null): Source | null {
  if (held !== null && held.type !== 'SECTION' && isInside(now, held)) return held
  return now.kind === 'one' ? now.source : null
}

/** @param tellFailure tells the user why a layer could not be selected */
export function makeOnCard(figma: Pick<RemoteApi<SelectionApi>, 'select'>, tellFailure: (thrown: unknown) => void): OnCard {
  const clicked = signal<Selection>({ kind: 'none' })
  const held = signal<Source | null>(null)
  /** The frame that the layer on the card was taken out of. */
  const hostId = signal('')
  const selection = computed<Selection>(() => (held.value === null ? clicked.value : { kind: 'one', source: held.value }))
  const whole = computed(() => {
    const around = (held.value?.ancestors ?? []).filter(({ type }) => type !== 'SECTION')
    return around.find(({ id }) => id === hostId.value) ?? around.at(-1) ?? null
  })

  return {
    clicked,
    selection,
    whole,
    inner: computed(() => {
      const now = clicked.value
      return now.kind === 'one' && held.value !== null && now.source.id !== held.value.id ? now.source : null
    }),
    select: (now) => {
      clicked.value = now
      held.value = heldBy(now, held.peek())
    },
    takeInner: () => {
      const now = clicked.peek()
      if (now.kind !== 'one') return
      hostId.value = held.peek()?.id ?? ''
      held.value = now.source
    },
    takeWhole: () => {
      const frame = whole.peek()
      if (frame !== null) figma.select({ id: frame.id, scene: null }).catch(tellFailure)
    },
  }
}
