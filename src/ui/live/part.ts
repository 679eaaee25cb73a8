// What stays live: the kinds that are chosen, the layers that are marked, what of both the source on the card holds.

import { type ReadonlySignal, type Signal, computed, effect, signal, untracked } from '@preact/signals'
import type { InTurn } from '../../core/base/in-turn.ts'
import type { LiveApi } from '../../core/live/protocol.ts'
import type { SelectionApi } from '../../core/selection/protocol.ts'
import { type Subject, subjectKey } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { LiveFacts } from '../../core/live/live.ts'
import { type LiveChoice, nothingLive } from '../../core/recipe/live-choice.ts'
import { makeLatest } from '../base/latest.ts'
import { pngBlob } from '../picture/blob.ts'
import type { PictureUrls } from '../base/picture-urls.ts'
import type { RecipePart } from '../recipe/part.ts'
import { type InnerLayer, innerLayerFor } from './inner-layer.ts'
import { firstOf } from '../selection/reasons.ts'
import { makeMarkedLayers } from './marked-layers.ts'
import type { SelectionPart } from '../selection/part.ts'
import type { Target } from '../selection/targets.ts'
import type { Time } from '../base/time.ts'

/** After the card's own picture, which is what the user waits for. */
const restMs = 200
const overlaySide = 640

export type LivePart = {
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
  /** What stays live of a source: the kinds that are chosen and the layers that are marked in it. */
  choiceOf(subject: Subject): LiveChoice
  /** Takes over what a recipe says of its own source. */
  adopt(subject: Subject, choice: LiveChoice): void
  /** The selection has changed. */
  selected(): void
  /** Something in this layer was edited. */
  edited(): void
}

export type LivePorts = {
  readonly figma: Pick<RemoteApi<LiveApi & SelectionApi>, 'liveFacts' | 'livePicture' | 'select'>
  readonly time: Pick<Time, 'delay'>
  readonly urls: PictureUrls
  readonly recipe: Pick<RecipePart, 'kinds' | 'keepTexts' | 'keepVectors'>
  readonly selection: Pick<SelectionPart, 'selection' | 'target'>
  /** Exports freeze the editor, so there is one at a time in the whole window. */
  readonly exportLock: InTurn
  announce(text: string): void
}

const unknown: LiveFacts = { texts: 0, vectors: 0, kept: [], products: [], candidates: [], area: null, stuck: 0, images: 0, live: 0 }

export function makeLive({ figma, time, urls, recipe, selection, exportLock, announce }: LivePorts): LivePart {
  const marks = makeMarkedLayers()
  const { target } = selection
  const facts = signal<LiveFacts | null>(null)
  const aside = signal<InnerLayer | null>(null)
  const isShown = signal(false)
  const picture = signal<string | null>(null)
  const choiceOf = (subject: Subject): LiveChoice => ({ ...recipe.kinds.value, ...marks.of(subject) })
  const live = computed(() => (target.value === null ? nothingLive : choiceOf(target.value.subject)))
  const liveKey = computed(() => JSON.stringify(live.value))
  let host: Target | null = null
  let guessed = ''
  const latest = makeLatest()

  const showPicture = (blob: Blob | null): void => {
    if (picture.peek() !== null) urls.drop(picture.peek() ?? '')
    picture.value = blob === null ? null : urls.make(blob)
  }

  /** Until it is known: what stands under the card must not move away from somebody's pointer. */
  const guess = (): void => {
    const now = target.peek()
    const about = now === null ? '' : subjectKey(now.subject)
    if (about === guessed) return
    guessed = about
    // The layers of another source would lie over this one.
    showPicture(null)
    const first = firstOf(selection.selection.peek())
    if (first !== null) facts.value = { ...unknown, texts: first.layers.texts, vectors: first.layers.vectors }
  }

  const look = async (signal: AbortSignal): Promise<void> => {
    const now = target.peek()
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
    const drawn = await exportLock(() => figma.livePicture({ ...asked, side: overlaySide }))
    if (signal.aborted) return
    showPicture(drawn === null ? null : pngBlob(drawn.bytes))
  }

  const refresh = (): void => {
    // A source that is gone or a newer question: the card says what is wrong, or asks anew.
    look(latest.next()).catch(() => {})
  }

  const markSelected = (mark: (now: InnerLayer) => void, words: string): void => {
    const now = aside.peek()
    if (now === null) return
    mark(now)
    announce(`${now.layer.name} ${words}`)
    // Back to what is restyled, so that the next press restyles it.
    figma.select(now.host.subject).catch(() => {})
  }

  const onCard = (act: (target: Target) => void): void => {
    const now = target.peek()
    if (now === null) return
    act(now)
  }

  effect(() => {
    void liveKey.value
    void isShown.value
    untracked(refresh)
  })

  return {
    facts,
    live,
    aside,
    isShown,
    picture,
    choiceOf,
    keepTexts: recipe.keepTexts,
    keepVectors: recipe.keepVectors,
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
    adopt: (subject, choice) => {
      recipe.keepTexts(choice.texts)
      recipe.keepVectors(choice.vectors)
      marks.set(subject, choice)
    },
    selected: () => {
      aside.value = innerLayerFor(selection.selection.peek(), host)
      guess()
      if (aside.peek() === null) host = target.peek()
      refresh()
    },
    edited: refresh,
  }
}
