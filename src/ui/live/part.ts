// What stays live: the chosen kinds of layers, the marked layers, and the facts about both for the source on the card.

import { type ReadonlySignal, type Signal, computed, effect, signal, untracked } from '@preact/signals'
import type { InTurn } from '../../core/base/in-turn.ts'
import { guessProduct } from '../../core/live/guess-product.ts'
import type { LiveFacts, PlacedLayer } from '../../core/live/live.ts'
import type { LiveApi } from '../../core/live/protocol.ts'
import { type LiveChoice, nothingLive } from '../../core/recipe/live-choice.ts'
import type { SelectionApi } from '../../core/selection/protocol.ts'
import type { Subject } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { PictureUrls } from '../base/picture-urls.ts'
import type { Time } from '../base/time.ts'
import type { RecipePart } from '../recipe/part.ts'
import type { SelectionPart } from '../selection/part.ts'
import { firstOf } from '../selection/reasons.ts'
import type { Target } from '../selection/targets.ts'
import { makeCardFacts } from './card-facts.ts'
import { type ChooseOnCanvas, makeChooseOnCanvas } from './choose-on-canvas.ts'
import { type InnerLayer, innerLayerFor } from './inner-layer.ts'
import { makeMarkSelected } from './mark-selected.ts'
import { makeMarkedLayers } from './marked-layers.ts'
import { makeOverlay } from './overlay.ts'
import { liveWords } from './words.ts'

export type LivePart = Omit<ChooseOnCanvas, 'selected'> & {
  /** Facts about the source on the card; null before they are known. */
  readonly facts: ReadonlySignal<LiveFacts | null>
  /** The live choice for the source on the card. */
  readonly choice: ReadonlySignal<LiveChoice>
  readonly innerLayer: ReadonlySignal<InnerLayer | null>
  /** Whether the live layers are shown over the picture on the card. */
  readonly isShown: Signal<boolean>
  /** Object URL of the picture of the live layers; null when none is shown. */
  readonly picture: ReadonlySignal<string | null>
  keepTexts(keeps: boolean): void
  keepVectors(keeps: boolean): void
  /** Keeps the inner layer editable in its source. */
  keepSelected(): void
  lockSelected(): void
  /** Replaces the product of the source on the card that was chosen last; null removes it. */
  chooseProduct(id: string | null): void
  /** Uses the inner layer as an area: what is inside or outside of it is restyled. */
  markArea(changes: 'inside' | 'outside'): void
  invertArea(): void
  featherArea(feather: number): void
  /** Shows the hidden shape of an area again. `id` is that of the shape, or of the result that hid it. */
  showMarker(id: string): void
  release(id: string): void
  /** The layer that looks like the product of the source on the card; null when none does or one is marked. */
  readonly guess: ReadonlySignal<PlacedLayer | null>
  /** With the purpose Product: the product layers of the source on the card, or the guess. */
  readonly tinted: ReadonlySignal<readonly PlacedLayer[]>
  /** The chosen kinds and the marked layers of a source. Reads signals. */
  choiceOf(subject: Subject): LiveChoice
  /** Takes over the live choice of a recipe for its own source. */
  adopt(subject: Subject, choice: LiveChoice): void
  /** Called when the selection has changed. */
  selected(): void
  /** Called when something in the selected layers was edited. */
  edited(): void
}

export type LivePorts = {
  readonly figma: Pick<RemoteApi<LiveApi & SelectionApi>, 'liveFacts' | 'livePicture' | 'showMarker' | 'select'>
  readonly time: Pick<Time, 'delay'>
  readonly urls: PictureUrls
  readonly recipe: Pick<RecipePart, 'kinds' | 'keepTexts' | 'keepVectors' | 'purpose'>
  readonly selection: Pick<SelectionPart, 'selection' | 'clicked' | 'target'>
  /** Exports freeze the editor, so the whole window runs one at a time. */
  readonly exportLock: InTurn
  announce(text: string): void
}

/** The live choice, per subject and for the source on the card. */
function makeChoice({ recipe, selection: { target }, announce }: LivePorts) {
  const marked = makeMarkedLayers()
  const choiceOf = (subject: Subject): LiveChoice => ({ ...recipe.kinds.value, ...marked.of(subject) })
  const choice = computed(() => (target.value === null ? nothingLive : choiceOf(target.value.subject)))
  const onCard = (act: (subject: Subject) => void): void => {
    const now = target.peek()
    if (now !== null) act(now.subject)
  }
  /** What was said of the marks before, like "Only what is inside Door is restyled", is no longer so. */
  const amend = (act: (subject: Subject) => void): void => {
    onCard(act)
    announce('')
  }

  return {
    marked,
    choice,
    choiceOf,
    adopt: (subject: Subject, { texts, vectors, ...marks }: LiveChoice): void => {
      recipe.keepTexts(texts)
      recipe.keepVectors(vectors)
      marked.set(subject, marks)
    },
    chooseProduct: (id: string | null): void => amend((subject) => marked.replaceProduct(subject, id)),
    invertArea: (): void => amend((subject) => marked.invertArea(subject)),
    featherArea: (feather: number): void => onCard((subject) => marked.featherArea(subject, feather)),
    release: (id: string): void => amend((subject) => marked.release(subject, id)),
  }
}

/** The layer that is selected in the source that was on the card before. That source stays the host while its layers are selected. */
function makeInnerLayer({ selection: { clicked, target } }: LivePorts) {
  const innerLayer = signal<InnerLayer | null>(null)
  let host: Target | null = null
  return {
    innerLayer,
    selected: (): void => {
      innerLayer.value = innerLayerFor(clicked.peek(), host)
      if (innerLayer.peek() === null) host = target.peek()
    },
  }
}

/** The product layers that are tinted in the picture on the card, or the guess. */
function makeTint({ recipe: { purpose }, selection: { target } }: LivePorts, facts: ReadonlySignal<LiveFacts | null>) {
  const guess = computed(() => {
    const [found, source] = [facts.value, target.value]
    if (found === null || source === null || purpose.value !== 'product' || found.products.length > 0) return null
    return guessProduct({ ...source.position, ...source.size }, found.candidates)
  })
  const tinted = computed(() => {
    if (purpose.value !== 'product') return []
    return guess.value === null ? (facts.value?.products ?? []) : [guess.value]
  })
  return { guess, tinted }
}

export function makeLive(ports: LivePorts): LivePart {
  const { figma, time, urls, recipe, selection, exportLock, announce } = ports
  const { marked, choice, choiceOf, adopt, ...choosing } = makeChoice(ports)
  const { innerLayer, selected } = makeInnerLayer(ports)
  const { selected: chooseSelected, ...onCanvas } = makeChooseOnCanvas({ ...ports, innerLayer, choose: marked.replaceProduct })
  const { keepSelected, lockSelected, markArea } = makeMarkSelected({ figma, innerLayer, marked, announce })
  const isShown = signal(false)
  const overlay = makeOverlay(urls)
  const { target } = selection
  const { facts, refresh, expect } = makeCardFacts({ figma, time, exportLock, target, choice, isShown, overlay })

  // Compared as text, so that an equal new object causes no request.
  const choiceKey = computed(() => JSON.stringify(choice.value))
  effect(() => {
    void choiceKey.value
    void isShown.value
    untracked(refresh)
  })
  effect(() => {
    if (recipe.purpose.value !== 'product') untracked(onCanvas.stopChoosing)
  })

  return {
    facts,
    choice,
    innerLayer,
    isShown,
    picture: overlay.picture,
    keepTexts: recipe.keepTexts,
    keepVectors: recipe.keepVectors,
    keepSelected,
    lockSelected,
    markArea,
    ...choosing,
    ...onCanvas,
    ...makeTint(ports, facts),
    showMarker: (id) => {
      figma.showMarker(id).then(
        () => {
          announce(liveWords.shownAgain)
          refresh()
        },
        () => announce(liveWords.markerGone),
      )
    },
    choiceOf,
    adopt,
    selected: () => {
      selected()
      chooseSelected()
      expect(firstOf(selection.selection.peek()))
      refresh()
    },
    edited: refresh,
  }
}
