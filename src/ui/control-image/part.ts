// The selected source, and the exact picture that would leave (law 5): a small one at once, the exact one when the user rests.

import { computed, signal, untracked } from '@preact/signals'
import { toFailure } from '../../core/failure/failure.ts'
import type { LiveChoice } from '../../core/recipe/live-choice.ts'
import type { Model, Values } from '../../core/model/model.ts'
import type { Selection } from '../../core/selection/protocol.ts'
import { type Rules, planFor } from '../../core/picture/registration.ts'
import { type Subject, subjectKey } from '../../core/selection/subject.ts'
import { makeInTurn } from '../../core/base/in-turn.ts'
import { failureText } from '../../core/failure/words.ts'
import type { Composed } from '../picture/compose.ts'
import type { Envelope, Preview } from '../store.types.ts'
import type { StorePorts } from '../ports.ts'
import { type SceneChoices, type Taking, type Target, targetsOf } from '../selection/targets.ts'
import { pngBlob } from '../picture/blob.ts'

/** The selection may run through many layers; only where it rests is exported. */
const restMs = 120
const exactAfterMs = 150

/** A picture ready to leave: what it is of, the sandbox's number of its export, and what leaves. */
export type ControlImage = {
  readonly about: string
  readonly exportId: number
  readonly composed: Composed
  readonly envelope: Omit<Envelope, 'url'>
}

export type ControlImageRequest = {
  readonly subject: Subject
  readonly live: LiveChoice
  readonly rules: Rules
  readonly takesJpeg: boolean
}

type Shown = { readonly sealed: ControlImage; readonly url: string }

function aboutOf({ subject, live, rules, takesJpeg }: ControlImageRequest): string {
  return JSON.stringify([subjectKey(subject), live, rules, takesJpeg])
}

export function makeSource(
  { figma, tools, time, urls }: Pick<StorePorts, 'figma' | 'tools' | 'time' | 'urls'>,
  chosen: { readonly model: { peek(): Model; value: Model }; readonly values: { peek(): Values } },
  liveOf: (subject: Subject) => LiveChoice,
) {
  const selection = signal<Selection>({ kind: 'none' })
  const preview = signal<Preview>({ state: 'none' })
  const taking = signal<Taking>('frames')
  const scene = signal<SceneChoices>({ padding: 0, background: '' })
  const index = signal(0)
  let shown: Shown | null = null
  let latest = new AbortController()
  let thumbnailUrl: string | null = null

  const targets = computed(() => targetsOf(selection.value, taking.value, scene.value, chosen.model.value.rules))
  /** The one on the card. */
  const target = computed<Target | null>(() => targets.value.fit[Math.min(index.value, targets.value.fit.length - 1)] ?? null)
  const plan = computed(() => (target.value === null ? null : planFor(target.value.size, chosen.model.value.rules)))

  const requestFor = (subject: Subject): ControlImageRequest => {
    const model = chosen.model.peek()
    return { subject, live: untracked(() => liveOf(subject)), rules: model.rules, takesJpeg: model.takesJpeg(chosen.values.peek()) }
  }

  // Exports freeze the editor, so never two at once: a newer wish waits for the older export.
  const inTurn = makeInTurn()

  /** The picture that leaves for a subject; the one on the card where nothing has changed since. */
  const seal = async (request: ControlImageRequest, signal: AbortSignal): Promise<ControlImage> => {
    const { subject, live, rules, takesJpeg } = request
    const about = aboutOf(request)
    const before = shown?.sealed.about === about ? shown.sealed : null
    const exported = await inTurn(() => figma.exportSource({ subject, live, rules, known: before?.exportId ?? null }))
    if (exported.isSame && before !== null) return before
    const { pieces, plan: exact, id } = exported
    const composed = await tools.compose({ pieces, background: subject.scene?.background ?? '', plan: exact, takesJpeg }, signal)
    const envelope = { plan: exact, format: composed.format, byteLength: composed.blob.size }
    const sealed = { about, exportId: id, composed, envelope }
    if (isShown(request)) show(sealed)
    return sealed
  }

  const isShown = (request: ControlImageRequest): boolean => {
    const now = target.peek()
    return now !== null && aboutOf(requestFor(now.subject)) === aboutOf(request)
  }

  const show = (sealed: ControlImage): void => {
    if (shown !== null) urls.drop(shown.url)
    const url = urls.make(sealed.composed.blob)
    shown = { sealed, url }
    preview.value = { state: 'ready', url, envelope: { ...sealed.envelope, url } }
  }

  const showThumbnail = async (nodeId: string, signal: AbortSignal): Promise<void> => {
    const { bytes } = await inTurn(() => figma.thumbnail(nodeId))
    if (signal.aborted) return
    if (thumbnailUrl !== null) urls.drop(thumbnailUrl)
    thumbnailUrl = urls.make(pngBlob(bytes))
    preview.value = { state: 'thumbnail', url: thumbnailUrl }
  }

  const refresh = async (isNew: boolean): Promise<void> => {
    latest.abort()
    latest = new AbortController()
    const { signal } = latest
    const now = target.peek()
    if (now === null) {
      preview.value = { state: 'none' }
      return
    }
    if (isNew) preview.value = { state: 'loading' }
    await time.delay(restMs, signal)
    try {
      // One layer of a scene says little about the whole.
      if (isNew && now.subject.scene === null) {
        await showThumbnail(now.subject.id, signal)
        await time.delay(exactAfterMs, signal)
      }
      const sealed = await seal(requestFor(now.subject), signal)
      if (!signal.aborted && preview.peek().state !== 'ready') show(sealed)
    } catch (thrown) {
      if (!signal.aborted) preview.value = { state: 'failed', sentence: failureText(toFailure(thrown)).sentence }
    }
  }

  const start = (isNew: boolean): void => {
    // Refreshing ends early when a newer selection arrives; that is no error.
    refresh(isNew).catch(() => {})
  }

  const keyOf = (one: Target | null): string => (one === null ? '' : subjectKey(one.subject))
  /** After a change of what is on the card. */
  const changed = (act: () => void): void => {
    const before = keyOf(target.peek())
    act()
    start(keyOf(target.peek()) !== before)
  }

  return {
    ...{ selection, preview, plan, targets, target, taking, scene, index, seal, inTurn, liveOf },
    select: (now: Selection): void =>
      changed(() => {
        selection.value = now
        index.value = 0
      }),
    take: (as: Taking): void => changed(() => void (taking.value = as)),
    setScene: (choices: SceneChoices): void => changed(() => void (scene.value = choices)),
    showNth: (nth: number): void => changed(() => void (index.value = nth)),
    /** An order exports by itself: what was about to be exported for the card is not worth the wait. */
    rest: (): void => latest.abort(),
    /** Something in the source, or the model's wishes, changed. */
    edited: (nodeId: string | null): void => {
      const now = target.peek()
      if (nodeId === null || (now !== null && (now.subject.scene?.ids ?? [now.subject.id]).includes(nodeId))) start(false)
    },
  }
}

export type SourceState = ReturnType<typeof makeSource>
