// The control image for the source on the card, kept up to date: a small picture at once, the exact one when the user pauses (law 5).

import { type ReadonlySignal, computed, effect, signal, untracked } from '@preact/signals'
import type { ControlImageApi } from '../../core/control-image/protocol.ts'
import { toFailure } from '../../core/failure/failure.ts'
import { failureText } from '../../core/failure/words.ts'
import type { StuckLayer } from '../../core/live/stuck.ts'
import type { DepthFrom } from '../../core/model/model.ts'
import { type LiveChoice, hasChoice } from '../../core/recipe/live-choice.ts'
import { type Plan, planFor } from '../../core/picture/registration.ts'
import { type Subject, subjectKey } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { makeLatest, unending } from '../base/latest.ts'
import type { PictureUrls } from '../base/picture-urls.ts'
import type { RecipePart } from '../recipe/part.ts'
import type { SelectionPart } from '../selection/part.ts'
import type { PictureTools } from '../picture/worker.ts'
import type { Time } from '../base/time.ts'
import { type DepthImages, makeDepthImages } from './depth-images.ts'
import {
  type ControlImage,
  type ControlImageRequest,
  type PreparePorts,
  ownPicture,
  prepareControlImage,
  requestKey,
  sendingOf,
} from './prepare.ts'
import { type PlainSourcePorts, drawsPlain } from './plain-source.ts'
import { type Preview, type PreviewHolder, makePreview } from './preview.ts'

/** The user may click through many layers; only a selection that stays this long is exported. */
const restMs = 120
const exactAfterMs = 150
/** Exporting with live layers briefly adds a copy of the source to everybody's canvas (figma-audit O), so it waits for a longer pause. */
const copyRestMs = 1000
/** How long the preview lets an order export first. */
const orderFirstMs = 2000

export type ControlImagePorts = PreparePorts &
  PlainSourcePorts & {
    readonly figma: PreparePorts['figma'] & Pick<RemoteApi<ControlImageApi>, 'thumbnail'>
    readonly time: Pick<Time, 'delay'>
    readonly tools: Pick<PictureTools, 'convert'>
    readonly urls: PictureUrls
    readonly selection: Pick<SelectionPart, 'selection' | 'target'>
    readonly recipe: Pick<RecipePart, 'model' | 'values'>
    /** The live choice of a source, read as signals. */
    readonly liveChoiceOf: (subject: Subject) => LiveChoice
  }

export type ControlImagePart = {
  readonly preview: ReadonlySignal<Preview>
  /** The planned size, known before the exact picture is drawn; null when nothing would be sent. */
  readonly plan: ReadonlySignal<Plan | null>
  /** Layers of the source on the card that should stay live but have to be sent with the picture. */
  readonly stuck: ReadonlySignal<readonly StuckLayer[]>
  /** Whether the source on the card draws as one plain colour, as far as is known. */
  readonly isPlain: ReadonlySignal<boolean>
  /** Where the depth map for the source on the card comes from; null when no depth map is sent. */
  readonly depth: ReadonlySignal<DepthFrom | null>
  readonly depthImages: DepthImages
  /** True when a chosen image should be the depth map but none was chosen yet. */
  readonly lacksImage: ReadonlySignal<boolean>
  /** The exact picture on the card; null while there is none. */
  shownImage(): ControlImage | null
  /** The same as `isPlain` for any source; synchronous where it is known. */
  drawsPlain(subject: Subject): boolean | Promise<boolean>
  /**
   * Makes the control image from a fresh export: Figma does not report every change, and none to an edited main component or style
   * (figma-audit C). Throws the sandbox's failure.
   */
  prepare(request: ControlImageRequest, signal: AbortSignal): Promise<ControlImage>
  /** Orders of these sources export by themselves, so a pending export for the card is postponed. */
  pausePreview(ordered: readonly Subject[]): void
  /** Called when something in this layer was edited. */
  edited(nodeId: string): void
}

/** @returns `showNew` for a source that was not on the card before, `refresh` for another picture of the same one */
function makePreviewing(ports: ControlImagePorts, card: PreviewHolder, prepare: ControlImagePart['prepare']) {
  const { figma, time, exportLock } = ports
  const latest = makeLatest()

  const showThumbnail = async (nodeId: string, signal: AbortSignal): Promise<void> => {
    const { bytes } = await exportLock(() => figma.thumbnail(nodeId))
    if (!signal.aborted) card.showThumbnail(bytes)
  }

  const showExact = async (request: ControlImageRequest, signal: AbortSignal): Promise<void> => {
    const image = await prepare(request, signal)
    if (!signal.aborted && card.preview.peek().state !== 'ready') card.showImage(image)
  }

  /** A newer call aborts the work, which is not a failure. */
  const start = (work: (signal: AbortSignal) => Promise<void>, rest = restMs): void => {
    const signal = latest.next()
    const rested = async (): Promise<void> => {
      await time.delay(rest, signal)
      await work(signal)
    }
    rested().catch((thrown: unknown) => {
      if (!signal.aborted) card.showState({ state: 'failed', sentence: failureText(toFailure(thrown)).sentence })
    })
  }

  return {
    /** By the end of the pause an order has usually exported the source, and its picture is on the card. */
    postpone: (request: ControlImageRequest): void =>
      start(async (signal) => {
        await time.delay(orderFirstMs, signal)
        if (card.preview.peek().state !== 'ready') await showExact(request, signal)
      }),
    clear: (): void => {
      latest.stop()
      card.showState({ state: 'none' })
    },
    refresh: (request: ControlImageRequest, rest = restMs): void => start((signal) => showExact(request, signal), rest),
    showNew: (request: ControlImageRequest): void => {
      card.showState({ state: 'loading' })
      start(async (signal) => {
        // A single layer of a scene says little about the whole, so a scene gets no thumbnail.
        if (request.subject.scene === null) {
          await showThumbnail(request.subject.id, signal)
          await time.delay(exactAfterMs, signal)
        }
        await showExact(request, signal)
      })
    },
  }
}

export function makeControlImage(ports: ControlImagePorts): ControlImagePart {
  const { urls, recipe, liveChoiceOf } = ports
  const { selection, target } = ports.selection
  const card = makePreview(urls)

  const depthImages = makeDepthImages(ports.tools)
  const withImage = (request: ControlImageRequest): ControlImageRequest =>
    request.depth === 'image' ? { ...request, image: depthImages.of(request.subject) } : request

  const wanted = computed<ControlImageRequest | null>(() => {
    if (target.value === null) return null
    const { subject } = target.value
    return withImage({ subject, live: liveChoiceOf(subject), ...sendingOf(recipe.model.value, recipe.values.value) })
  })
  const wantedKey = computed(() => (wanted.value === null ? '' : requestKey(wanted.value)))
  const plan = computed(() => (target.value === null ? null : planFor(target.value.size, recipe.model.value.rules)))

  const plain = signal<{ readonly subject: string; readonly isPlain: boolean } | null>(null)
  /** With live layers the sent picture may be plain although the source itself is not, so the source is checked as well. */
  const judge = async ({ subject, depth }: ControlImageRequest, { composed: { blob } }: ControlImage): Promise<void> => {
    const bytes = new Uint8Array(await blob.arrayBuffer())
    const isSuspect = await ports.tools.isOneColour(bytes, unending())
    const isPlain = isSuspect && (depth !== null || (await drawsPlain(ports, subject)))
    if (shownSubject === subjectKey(subject)) plain.value = { subject: shownSubject, isPlain }
  }

  /** @param isAnew forces an export */
  const make = async (request: ControlImageRequest, signal: AbortSignal, isAnew = false): Promise<ControlImage> => {
    const about = requestKey(request)
    const before = card.shownFor(about)
    const image = await prepareControlImage(ports, request, { known: before, isAnew }, signal)
    if (about !== wantedKey.peek()) return image
    if (image !== before) card.showImage(image)
    if (image.composed !== before?.composed || plain.peek() === null) judge(request, image).catch(() => {})
    return image
  }
  const prepare: ControlImagePart['prepare'] = async (asked, signal) => {
    const request = untracked(() => withImage(asked))
    const image = await make(request, signal, true)
    return request.depth === null ? image : { ...image, own: ownPicture(ports, request, image).catch(() => null) }
  }
  const previewing = makePreviewing(ports, card, make)

  let shownSubject = ''
  const follow = (rest = restMs): void => {
    const request = wanted.peek()
    const before = shownSubject
    shownSubject = request === null ? '' : subjectKey(request.subject)
    plain.value = null
    if (request === null) previewing.clear()
    else if (shownSubject === before) previewing.refresh(request, rest)
    else previewing.showNew(request)
  }
  effect(() => {
    // Selecting the same layer again counts too, as its size may have changed.
    void selection.value
    void wantedKey.value
    untracked(() => follow())
  })

  return {
    preview: card.preview,
    plan,
    stuck: computed(() => (card.preview.value.state === 'ready' ? card.preview.value.sent.stuck : [])),
    isPlain: computed(() => plain.value?.isPlain === true),
    depth: computed(() => (target.value === null ? null : sendingOf(recipe.model.value, recipe.values.value).depth)),
    depthImages,
    lacksImage: computed(() => wanted.value?.depth === 'image' && !wanted.value.image),
    shownImage: () => (card.preview.peek().state === 'ready' ? card.shownFor(wantedKey.peek()) : null),
    drawsPlain: (subject) => (plain.peek()?.subject === subjectKey(subject) ? plain.peek()?.isPlain === true : drawsPlain(ports, subject)),
    prepare,
    pausePreview: (ordered) => {
      const request = wanted.peek()
      if (request === null || card.preview.peek().state === 'ready') return
      if (ordered.some((subject) => subjectKey(subject) === subjectKey(request.subject))) previewing.postpone(request)
    },
    edited: (nodeId) => {
      const { subject } = target.peek() ?? {}
      if (subject !== undefined && (subject.scene?.ids ?? [subject.id]).includes(nodeId))
        follow(hasChoice(liveChoiceOf(subject)) ? copyRestMs : restMs)
    },
  }
}
