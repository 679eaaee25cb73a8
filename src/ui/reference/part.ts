// A picture that gives the look: brought as a file or taken from a layer, made small once, and held as long as the window is open.

import { type ReadonlySignal, computed, effect, signal } from '@preact/signals'
import type { Size } from '../../core/base/geometry.ts'
import type { InTurn } from '../../core/base/in-turn.ts'
import { cutText } from '../../core/base/text.ts'
import type { ControlImageApi } from '../../core/control-image/protocol.ts'
import { PluginError, failure } from '../../core/failure/failure.ts'
import type { LookPicture } from '../../core/look/look.ts'
import { pictureSize } from '../../core/picture/image-size.ts'
import type { Recipe } from '../../core/recipe/recipe.ts'
import type { SelectionApi } from '../../core/selection/protocol.ts'
import type { NamedLayer } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { makeLatest } from '../base/latest.ts'
import type { PictureUrls } from '../base/picture-urls.ts'
import { droppedFile } from '../picture/dropped-file.ts'
import type { PictureTools } from '../picture/worker.ts'
import type { RecipePart } from '../recipe/part.ts'
import type { SelectionPart } from '../selection/part.ts'
import { referenceWords } from './words.ts'

/** Enough to show materials and light, and less than the megapixel that it is paid as (api §6). */
const longSide = 1024
const leastSide = 64

/** Just as it leaves. */
export type HeldPicture = { readonly blob: Blob; readonly format: 'png' | 'jpeg'; readonly size: Size; readonly url: string }

export type ReferencePorts = {
  readonly figma: Pick<RemoteApi<ControlImageApi & SelectionApi>, 'picture' | 'select'>
  readonly tools: Pick<PictureTools, 'convert' | 'compose'>
  readonly urls: PictureUrls
  /** Exports freeze the editor, so there is one at a time in the whole window. */
  readonly exportLock: InTurn
  readonly recipe: Pick<RecipePart, 'lookPicture' | 'setLookPicture' | 'model'>
  readonly selection: Pick<SelectionPart, 'selection'>
  announce(text: string): void
}

export type ReferencePart = {
  /** The one that was brought last, whether the model takes it or not. */
  readonly shown: ReadonlySignal<(LookPicture & { readonly isOn: boolean } & HeldPicture) | null>
  /** Of two selected layers the second; both where they were selected at once. */
  readonly layers: ReadonlySignal<readonly NamedLayer[]>
  /** What is wrong with what was brought; empty where nothing is. */
  readonly problem: ReadonlySignal<string>
  readonly model: RecipePart['model']
  takeFile(file: Blob & { readonly name?: string }): Promise<void>
  /** The other layer is selected then, to be restyled. */
  takeLayer(layer: NamedLayer): Promise<void>
  /** Does nothing for a model that takes no second picture. */
  drop(transfer: DataTransfer): void
  remove(): void
  set: RecipePart['setLookPicture']
  /** Whether an earlier picture can be made again: what gave its look may be of an earlier window. */
  holds(recipe: Recipe): boolean
  /** Takes over what gave the look of an earlier picture. */
  adopt(recipe: Recipe): void
  /** What gives the look of an order. Throws where it is not held: it is of an earlier window. */
  pictureOf(reference: LookPicture): Blob
}

export function makeReference(ports: ReferencePorts): ReferencePart {
  const { figma, exportLock, recipe, selection } = ports
  const { lookPicture, model } = recipe
  const held = new Map<string, HeldPicture>()
  const problem = signal('')
  const latest = makeLatest()
  let alone = ''
  effect(() => {
    const now = selection.selection.value
    if (now.kind === 'one') alone = now.source.id
  })
  const pair = computed<readonly NamedLayer[]>(() => {
    const now = selection.selection.value
    return now.kind === 'several' && now.sources.length === 2 ? now.sources : []
  })

  /** @returns whether it was taken; a newer one is taken in its place */
  const take = async (named: string, read: () => Promise<Uint8Array>): Promise<boolean> => {
    const stop = latest.next()
    problem.value = ''
    try {
      const { fingerprint, ...made } = await makeSmall(ports.tools, await read(), stop)
      if (stop.aborted) return false
      if (Math.min(made.size.width, made.size.height) < leastSide) {
        problem.value = referenceWords.tooSmall
        return false
      }
      if (!held.has(fingerprint)) held.set(fingerprint, { ...made, url: ports.urls.make(made.blob) })
      const name = cutText(named.trim(), 40) || referenceWords.picture
      lookPicture.value = { name, fingerprint, givesLight: true, isOn: true }
      ports.announce(referenceWords.from(name))
      return true
    } catch {
      if (!stop.aborted) problem.value = referenceWords.unread
      return false
    }
  }

  const takeFile: ReferencePart['takeFile'] = async (file) => {
    await take((file.name ?? '').replace(/\.\w+$/, ''), async () => new Uint8Array(await file.arrayBuffer()))
  }

  return {
    shown: computed(() => {
      const now = lookPicture.value
      const picture = held.get(now?.fingerprint ?? '')
      return now === null || picture === undefined ? null : { ...now, ...picture }
    }),
    // The one that was selected first is the one to be restyled.
    layers: computed(() => (model.value.reference === undefined ? [] : pair.value.filter(({ id }) => id !== alone))),
    problem,
    model,
    takeFile,
    takeLayer: async ({ id, name }) => {
      const other = pair.peek().find((layer) => layer.id !== id)
      const picture = (): ReturnType<typeof figma.picture> => figma.picture({ nodeId: id, side: longSide })
      const isTaken = await take(name, async () => (await exportLock(picture))?.bytes ?? new Uint8Array())
      if (isTaken && other !== undefined) await figma.select({ id: other.id, scene: null }).catch(() => {})
    },
    drop: (transfer) => {
      if (model.peek().reference === undefined) return
      const dropped = droppedFile(transfer)
      if (dropped.kind === 'file') void takeFile(dropped.file)
      else problem.value = dropped.advice
    },
    remove: () => {
      latest.stop()
      problem.value = ''
      lookPicture.value = null
    },
    set: recipe.setLookPicture,
    holds: ({ reference }) => !reference || held.has(reference.fingerprint),
    adopt: ({ reference }) => {
      if (reference) lookPicture.value = { ...reference, isOn: true }
    },
    pictureOf: ({ name, fingerprint }) => {
      const picture = held.get(fingerprint)
      if (picture !== undefined) return picture.blob
      throw new PluginError({ ...failure('export-failed', 'the second picture is not held'), said: referenceWords.gone(name) })
    },
  }
}

/** As PNG or JPEG, whichever is smaller, on white. Rejects for what is no picture. */
async function makeSmall({ convert, compose }: ReferencePorts['tools'], bytes: Uint8Array, stop: AbortSignal) {
  const png = await convert({ bytes, maxSide: longSide }, stop)
  const size = pictureSize(png) ?? { width: 0, height: 0 }
  const box = { x: 0, y: 0, ...size }
  const composed = await compose({ pieces: [{ png, box }], background: '', plan: { sent: size, content: box }, takesJpeg: true }, stop)
  return { ...composed, size }
}
