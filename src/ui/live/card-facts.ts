// Facts about what can stay live in the source on the card, read again when the source or the choice changes.

import { type ReadonlySignal, signal } from '@preact/signals'
import type { InTurn } from '../../core/base/in-turn.ts'
import type { LiveFacts } from '../../core/live/live.ts'
import type { LiveApi } from '../../core/live/protocol.ts'
import type { LiveChoice } from '../../core/recipe/live-choice.ts'
import type { Source } from '../../core/selection/protocol.ts'
import { subjectKey } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { makeLatest } from '../base/latest.ts'
import type { Time } from '../base/time.ts'
import type { Target } from '../selection/targets.ts'
import type { Overlay } from './overlay.ts'

/** Lets the card's own picture come first, as the user waits for it. */
const restMs = 200
const overlaySide = 640

export type CardFactsPorts = {
  readonly figma: Pick<RemoteApi<LiveApi>, 'liveFacts' | 'livePicture'>
  readonly time: Pick<Time, 'delay'>
  /** Exports freeze the editor, so the whole window runs one at a time. */
  readonly exportLock: InTurn
  readonly target: ReadonlySignal<Target | null>
  readonly choice: ReadonlySignal<LiveChoice>
  readonly isShown: ReadonlySignal<boolean>
  readonly overlay: Overlay
}

export type CardFacts = {
  /** Null before they are known, and when nothing is on the card. */
  readonly facts: ReadonlySignal<LiveFacts | null>
  /** Asks the sandbox again, and draws the overlay if it is shown. */
  refresh(): void
  /**
   * Shows the counts from the selection until the sandbox has answered for a new source. `source` is the selected layer, or the first of
   * several.
   */
  expect(source: Source | null): void
}

const nothing: LiveFacts = {
  texts: 0,
  vectors: 0,
  kept: [],
  products: [],
  candidates: [],
  area: null,
  notLiftable: 0,
  images: 0,
  liveCount: 0,
}

export function makeCardFacts({ figma, time, exportLock, target, choice, isShown, overlay }: CardFactsPorts): CardFacts {
  const facts = signal<LiveFacts | null>(null)
  const latest = makeLatest()
  let expectedKey = ''

  const ask = async ({ subject }: Target, stop: AbortSignal): Promise<void> => {
    await time.delay(restMs, stop)
    const request = { subject, live: choice.peek() }
    const found = await figma.liveFacts(request)
    if (stop.aborted) return
    facts.value = found
    if (!isShown.peek()) return overlay.clear()
    const drawn = await exportLock(() => figma.livePicture({ ...request, side: overlaySide }))
    if (stop.aborted) return
    if (drawn === null) overlay.clear()
    else overlay.show(drawn.bytes)
  }

  return {
    facts,
    refresh: () => {
      const stop = latest.next()
      const now = target.peek()
      if (now === null) {
        facts.value = null
        return overlay.clear()
      }
      // Fails when the source is gone, which the card reports, and when a newer request has replaced this one.
      ask(now, stop).catch(() => {})
    },
    expect: (source) => {
      const now = target.peek()
      const key = now === null ? '' : subjectKey(now.subject)
      if (key === expectedKey) return
      expectedKey = key
      // Otherwise the live layers of the previous source would lie over this one.
      overlay.clear()
      // Provisional counts keep the controls under the card from moving when the answer arrives.
      if (source !== null) facts.value = { ...nothing, texts: source.layers.texts, vectors: source.layers.vectors }
    },
  }
}
