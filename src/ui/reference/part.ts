// The reference picture, which gives the look: loaded from a file or a layer, switched off, removed, or taken over from an earlier picture.

import { type ReadonlySignal, computed, effect, signal } from '@preact/signals'
import { cutText } from '../../core/base/text.ts'
import type { LookPicture } from '../../core/look/look.ts'
import type { Recipe } from '../../core/recipe/recipe.ts'
import type { SelectionApi } from '../../core/selection/protocol.ts'
import type { NamedLayer } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { makeLatest } from '../base/latest.ts'
import { droppedFile } from '../picture/dropped-file.ts'
import type { RecipePart } from '../recipe/part.ts'
import type { SelectionPart } from '../selection/part.ts'
import { type HeldPicture, type HeldPorts, makeHeld } from './held.ts'
import { referenceWords } from './words.ts'

const leastSide = 64

export type ReferencePorts = HeldPorts & {
  readonly figma: Pick<RemoteApi<SelectionApi>, 'select'>
  readonly recipe: Pick<RecipePart, 'lookPicture' | 'setLookPicture' | 'model'>
  readonly selection: Pick<SelectionPart, 'selection'>
  announce(text: string): void
}

export type ReferencePart = {
  /** The picture that was loaded last, whether or not the model takes it. */
  readonly shown: ReadonlySignal<(LookPicture & { readonly isOn: boolean } & HeldPicture) | null>
  /** Of two selected layers the one selected second, or both if they were selected at once. Either may give the look. */
  readonly layers: ReadonlySignal<readonly NamedLayer[]>
  /** What is wrong with the loaded file or layer; empty when nothing is. */
  readonly problem: ReadonlySignal<string>
  readonly model: RecipePart['model']
  takeFile(file: Blob & { readonly name?: string }): Promise<void>
  /** Also selects the other layer, which is to be restyled. */
  takeLayer(layer: NamedLayer): Promise<void>
  /** Does nothing for a model that takes no reference picture. */
  drop(transfer: DataTransfer): void
  remove(): void
  set: RecipePart['setLookPicture']
  /** Whether the reference picture of this recipe is held; it may be of an earlier window. */
  holds(recipe: Recipe): boolean
  /** Takes over the reference picture of an earlier picture. */
  adopt(recipe: Recipe): void
  /** The reference picture for an order, drawn again if an earlier window held it. Rejects when it is not available. */
  pictureOf(reference: LookPicture): Promise<Blob>
}

export function makeReference(ports: ReferencePorts): ReferencePart {
  const { figma, recipe, selection } = ports
  const { lookPicture, model } = recipe
  const held = makeHeld(ports)
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

  /** @returns whether it was taken; false also when a newer one replaced it */
  const take = async (named: string, read: () => Promise<Uint8Array>, layer?: { readonly nodeId: string }): Promise<boolean> => {
    const stop = latest.next()
    problem.value = ''
    try {
      const made = await held.small(await read(), stop)
      if (stop.aborted) return false
      if (Math.min(made.size.width, made.size.height) < leastSide) {
        problem.value = referenceWords.tooSmall
        return false
      }
      held.hold(made)
      const name = cutText(named.trim(), 40) || referenceWords.picture
      lookPicture.value = { name, fingerprint: made.fingerprint, givesLight: true, ...layer, isOn: true }
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
    // The layer that was selected first is the one to restyle.
    layers: computed(() => (model.value.reference === undefined ? [] : pair.value.filter(({ id }) => id !== alone))),
    problem,
    model,
    takeFile,
    takeLayer: async ({ id, name }) => {
      const other = pair.peek().find((layer) => layer.id !== id)
      const isTaken = await take(name, () => held.drawLayer(id), { nodeId: id })
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
    holds: ({ reference }) => !reference || held.get(reference.fingerprint) !== undefined,
    adopt: ({ reference }) => {
      if (reference) lookPicture.value = { ...reference, isOn: true }
    },
    pictureOf: held.find,
  }
}
