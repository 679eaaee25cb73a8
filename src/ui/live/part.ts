// What stays live: the kinds that are chosen, the layers that are marked, what of both the source on the card holds.

import { type ReadonlySignal, type Signal, computed, signal } from '@preact/signals'
import { subjectKey } from '../../core/selection/subject.ts'
import type { LiveFacts } from '../../core/live/live.ts'
import { type LiveChoice, nothingLive } from '../../core/recipe/live-choice.ts'
import type { makeControls } from '../recipe/controls.ts'
import { type InnerLayer, innerLayerFor } from './inner-layer.ts'
import { firstOf } from '../selection/reasons.ts'
import type { makeMarkedLayers } from './marked-layers.ts'
import type { StorePorts } from '../ports.ts'
import type { SourceState } from '../control-image/part.ts'
import type { Target } from '../selection/targets.ts'
import { pngBlob } from '../picture/blob.ts'

/** After the card's own picture, which is what the user waits for. */
const restMs = 200
const overlaySide = 640

export type Living = {
  /** Of the source on the card; null before it is known. */
  readonly facts: ReadonlySignal<LiveFacts | null>
  readonly live: ReadonlySignal<LiveChoice>
  readonly aside: ReadonlySignal<InnerLayer | null>
  /** Whether the live layers are shown over the picture on the card, and their own picture. */
  readonly isShown: Signal<boolean>
  readonly picture: ReadonlySignal<string | null>
  keepTexts(keeps: boolean): void
  keepVectors(keeps: boolean): void
  /** The selected layer, in the source that it lies in. */
  keepSelected(): void
  lockSelected(): void
  /** The product of the source on the card, in place of the one that was chosen before; null for none. */
  chooseProduct(id: string | null): void
  /** The selected shape marks what changes, or what does not. */
  markArea(changes: 'inside' | 'outside'): void
  turnArea(): void
  release(id: string): void
}

type World = Pick<StorePorts, 'figma' | 'time' | 'urls'> & {
  readonly controls: Pick<ReturnType<typeof makeControls>, 'keepTexts' | 'keepVectors'>
  readonly marks: ReturnType<typeof makeMarkedLayers>
  readonly source: SourceState
  say(text: string): void
}

const unknown: LiveFacts = { texts: 0, vectors: 0, kept: [], products: [], candidates: [], area: null, stuck: 0, images: 0, live: 0 }

export function makeLive({ figma, time, urls, controls, marks, source, say }: World) {
  const facts = signal<LiveFacts | null>(null)
  const aside = signal<InnerLayer | null>(null)
  const isShown = signal(false)
  const picture = signal<string | null>(null)
  const live = computed(() => (source.target.value === null ? nothingLive : source.liveOf(source.target.value.subject)))
  let host: Target | null = null
  let guessed = ''
  let latest = new AbortController()

  const showPicture = (blob: Blob | null): void => {
    if (picture.peek() !== null) urls.drop(picture.peek() ?? '')
    picture.value = blob === null ? null : urls.make(blob)
  }

  /** Until it is known: what stands under the card must not move away from somebody's pointer. */
  const guess = (): void => {
    const now = source.target.peek()
    const about = now === null ? '' : subjectKey(now.subject)
    if (about === guessed) return
    guessed = about
    // The layers of another source would lie over this one.
    showPicture(null)
    const first = firstOf(source.selection.peek())
    if (first !== null) facts.value = { ...unknown, texts: first.layers.texts, vectors: first.layers.vectors }
  }

  const look = async (signal: AbortSignal): Promise<void> => {
    const now = source.target.peek()
    if (now === null) {
      facts.value = null
      return showPicture(null)
    }
    await time.delay(restMs, signal)
    const { subject } = now
    const asked = { subject, live: live.peek() }
    const found = await figma.liveFacts(asked)
    if (signal.aborted) return
    facts.value = found
    if (!isShown.peek()) return showPicture(null)
    const drawn = await source.inTurn(() => figma.livePicture({ ...asked, side: overlaySide }))
    if (signal.aborted) return
    showPicture(drawn === null ? null : pngBlob(drawn.bytes))
  }

  const refresh = (): void => {
    latest.abort()
    latest = new AbortController()
    // A source that is gone or a newer question: the card says what is wrong, or asks anew.
    look(latest.signal).catch(() => {})
  }

  /** What leaves is another picture now. */
  const changed = (): void => {
    source.edited(null)
    refresh()
  }

  const markSelected = (mark: (now: InnerLayer) => void, words: string): void => {
    const now = aside.peek()
    if (now === null) return
    mark(now)
    say(`${now.layer.name} ${words}`)
    // Back to what is restyled, so that the next press restyles it.
    figma.select(now.host.subject).catch(() => {})
  }

  const onCard = (act: (target: Target) => void): void => {
    const now = source.target.peek()
    if (now === null) return
    act(now)
    changed()
  }

  const living: Living = {
    ...{ facts, live, aside, isShown, picture },
    keepTexts: (keeps) => {
      controls.keepTexts(keeps)
      changed()
    },
    keepVectors: (keeps) => {
      controls.keepVectors(keeps)
      changed()
    },
    keepSelected: () => markSelected(({ host: { subject }, layer }) => marks.keep(subject, layer.id), 'stays live.'),
    lockSelected: () => markSelected(({ host: { subject }, layer }) => marks.lock(subject, layer.id), 'is a product: it will not change.'),
    chooseProduct: (id) =>
      onCard(({ subject }) => {
        const [before] = marks.of(subject).products.slice(-1)
        if (before !== undefined) marks.release(subject, before)
        if (id !== null) marks.lock(subject, id)
      }),
    markArea: (changes) =>
      markSelected(
        ({ host: { subject }, layer }) => marks.markArea(subject, { id: layer.id, changes }),
        changes === 'inside' ? 'marks what changes.' : 'marks what stays.',
      ),
    turnArea: () =>
      onCard(({ subject }) => {
        const { area } = marks.of(subject)
        if (area !== null) marks.markArea(subject, { id: area.id, changes: area.changes === 'inside' ? 'outside' : 'inside' })
      }),
    release: (id) => onCard(({ subject }) => marks.release(subject, id)),
  }
  isShown.subscribe(() => refresh())

  return {
    living,
    /** The selection has changed. */
    selected: (): void => {
      aside.value = innerLayerFor(source.selection.peek(), host)
      guess()
      if (aside.peek() === null) host = source.target.peek()
      refresh()
    },
    refresh,
  }
}
