// A picture that gives the look: brought as a file or taken from a layer, made small once, and held as long as the window is open.

import { type ReadonlySignal, computed, signal } from '@preact/signals'
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
  /** Layers that are selected together, either of which may give the look of the other. */
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
  /** Takes over what an earlier picture was made with, where it is held. */
  adopt(recipe: Recipe): boolean
  /** What gives the look of an order. Throws where it is not held: it is of an earlier window. */
  pictureOf(reference: LookPicture): Blob
}

export function makeReference(ports: ReferencePorts): ReferencePart {
  const { figma, exportLock, recipe, selection } = ports
  const { lookPicture } = recipe
  const held = new Map<string, HeldPicture>()
  const problem = signal('')
  const latest = makeLatest()
  const layers = computed<readonly NamedLayer[]>(() => {
    const now = selection.selection.value
    return recipe.model.value.reference !== undefined && now.kind === 'several' && now.sources.length === 2 ? now.sources : []
  })

  /** @returns whether it was taken; a newer one is taken in its place */
  const take = async (name: string, read: () => Promise<Uint8Array>, unread: string): Promise<boolean> => {
    const stop = latest.next()
    problem.value = ''
    let wrong = unread
    try {
      const { fingerprint, ...made } = await makeSmall(ports.tools, await read(), stop)
      if (stop.aborted) return false
      if (made.size.width < leastSide || made.size.height < leastSide) wrong = referenceWords.tooSmall
      else {
        if (!held.has(fingerprint)) held.set(fingerprint, { ...made, url: ports.urls.make(made.blob) })
        lookPicture.value = { name: cutText(name.trim(), 40) || referenceWords.unnamed, fingerprint, givesLight: true, isOn: true }
        ports.announce(referenceWords.taken(name))
        return true
      }
    } catch {
      if (stop.aborted) return false
    }
    problem.value = wrong
    return false
  }

  const takeFile: ReferencePart['takeFile'] = async (file) => {
    const name = (file.name ?? '').replace(/\.\w+$/, '')
    await take(name, async () => new Uint8Array(await file.arrayBuffer()), referenceWords.noPicture)
  }

  return {
    shown: computed(() => {
      const now = lookPicture.value
      const picture = now === null ? undefined : held.get(now.fingerprint)
      return now === null || picture === undefined ? null : { ...now, ...picture }
    }),
    layers,
    problem,
    model: recipe.model,
    takeFile,
    takeLayer: async ({ id, name }) => {
      const other = layers.peek().find((layer) => layer.id !== id)
      const read = async (): Promise<Uint8Array> =>
        (await exportLock(() => figma.picture({ nodeId: id, side: longSide })))?.bytes ?? new Uint8Array()
      if ((await take(name, read, referenceWords.noExport(name))) && other !== undefined)
        await figma.select({ id: other.id, scene: null }).catch(() => {})
    },
    drop: (transfer) => {
      if (recipe.model.peek().reference === undefined) return
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
    adopt: ({ reference }) => {
      if (!reference) return true
      if (!held.has(reference.fingerprint)) return false
      lookPicture.value = { ...reference, isOn: true }
      return true
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
