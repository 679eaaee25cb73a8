// What the source on the card holds that can stay live, asked for again when the source or the choice changes.

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

/** After the card's own picture, which is what the user waits for. */
const restMs = 200
const overlaySide = 640

export type CardFactsPorts = {
  readonly figma: Pick<RemoteApi<LiveApi>, 'liveFacts' | 'livePicture'>
  readonly time: Pick<Time, 'delay'>
  /** Exports freeze the editor, so there is one at a time in the whole window. */
  readonly exportLock: InTurn
  readonly target: ReadonlySignal<Target | null>
  readonly choice: ReadonlySignal<LiveChoice>
  readonly isShown: ReadonlySignal<boolean>
  readonly overlay: Overlay
}

export type CardFacts = {
  /** null before they are known, and when nothing is on the card. */
  readonly facts: ReadonlySignal<LiveFacts | null>
  /** Asks the sandbox again, and draws the overlay when it is shown. */
  refresh(): void
  /** Shows what the selection tells of another source until the sandbox has answered. `source` is what is selected, or the first of it. */
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
      // It fails when the source is gone, which the card says, and when a newer request took its place.
      ask(now, stop).catch(() => {})
    },
    expect: (source) => {
      const now = target.peek()
      const key = now === null ? '' : subjectKey(now.subject)
      if (key === expectedKey) return
      expectedKey = key
      // The layers of the other source would lie over this one.
      overlay.clear()
      // What stands under the card must not move away from under the pointer when the answer comes.
      if (source !== null) facts.value = { ...nothing, texts: source.layers.texts, vectors: source.layers.vectors }
    },
  }
}
