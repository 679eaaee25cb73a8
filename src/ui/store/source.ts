// The selected source, and the exact picture that would leave (law 5): a small one at once, the exact one when the user rests.

import { computed, signal } from '@preact/signals'
import { toFailure } from '../../core/failure.ts'
import type { Model, Values } from '../../core/models/model.ts'
import type { Exported, Selection } from '../../core/protocol.ts'
import { planFor } from '../../core/registration.ts'
import { tell } from '../../core/words.ts'
import type { Composed } from '../worker/compose.ts'
import type { Envelope, Preview } from '../store.types.ts'
import type { StorePorts } from './ports.ts'

/** The selection may run through many layers; only where it rests is exported. */
const restMs = 120
const exactAfterMs = 150

type Shown = {
  readonly nodeId: string
  readonly takesJpeg: boolean
  readonly bytes: Uint8Array
  readonly composed: Composed
  readonly envelope: Envelope
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

export const makeSource = (
  { figma, tools, time, urls }: Pick<StorePorts, 'figma' | 'tools' | 'time' | 'urls'>,
  chosen: { readonly model: { peek(): Model; value: Model }; readonly values: { peek(): Values } },
) => {
  const told = signal<Selection>({ kind: 'none' })
  const preview = signal<Preview>({ state: 'none' })
  let shown: Shown | null = null
  let latest = new AbortController()
  let thumbnailUrl: string | null = null

  const plan = computed(() => (told.value.kind === 'one' ? planFor(told.value.source.size, chosen.model.value.rules) : null))
  const selection = computed<Selection>(() => {
    const now = told.value
    if (now.kind !== 'one' || plan.value !== null) return now
    return { kind: 'unfit', id: now.source.id, name: now.source.name, why: 'too-long' }
  })

  const takesJpeg = (): boolean => chosen.model.peek().takesJpeg(chosen.values.peek())

  /** The picture that leaves for an export; the one already shown where nothing changed. */
  const seal = async (nodeId: string, exported: Exported, signal: AbortSignal): Promise<Shown> => {
    const jpeg = takesJpeg()
    if (shown !== null && shown.nodeId === nodeId && shown.takesJpeg === jpeg && sameBytes(shown.bytes, exported.bytes)) return shown
    const { bytes, plan: exact } = exported
    const composed = await tools.compose({ png: bytes, plan: exact, takesJpeg: jpeg }, signal)
    const envelope = { url: urls.make(composed.blob), plan: exact, format: composed.format, byteLength: composed.blob.size }
    const sealed = { nodeId, takesJpeg: jpeg, bytes, composed, envelope }
    if (isSelected(nodeId)) show(sealed)
    return sealed
  }

  const isSelected = (nodeId: string): boolean => {
    const now = told.peek()
    return now.kind === 'one' && now.source.id === nodeId
  }

  const show = (sealed: Shown): void => {
    if (shown !== null && shown.envelope.url !== sealed.envelope.url) urls.drop(shown.envelope.url)
    shown = sealed
    preview.value = { state: 'ready', url: sealed.envelope.url, envelope: sealed.envelope }
  }

  const showThumbnail = async (nodeId: string, signal: AbortSignal): Promise<void> => {
    const { bytes } = await figma.thumbnail(nodeId)
    if (signal.aborted) return
    if (thumbnailUrl !== null) urls.drop(thumbnailUrl)
    // A copy: the wire's array may be a view of a larger buffer.
    thumbnailUrl = urls.make(new Blob([new Uint8Array(bytes)], { type: 'image/png' }))
    preview.value = { state: 'thumbnail', url: thumbnailUrl }
  }

  // Exports freeze the editor, so never two at once: a newer wish waits for the older export, and only the newest runs.
  let exporting: Promise<void> = Promise.resolve()

  const refresh = async (isNew: boolean): Promise<void> => {
    latest.abort()
    latest = new AbortController()
    const { signal } = latest
    const selected = told.peek()
    if (selected.kind !== 'one' || plan.peek() === null) {
      preview.value = { state: 'none' }
      return
    }
    const { id } = selected.source
    if (isNew) preview.value = { state: 'loading' }
    await time.delay(restMs, signal)
    await exporting
    if (signal.aborted) return
    const run = async (): Promise<void> => {
      if (isNew) {
        await showThumbnail(id, signal)
        await time.delay(exactAfterMs, signal)
      }
      const exported = await figma.exportSource({ nodeId: id, rules: chosen.model.peek().rules })
      if (!signal.aborted) await seal(id, exported, signal)
    }
    exporting = run().catch((thrown: unknown) => {
      if (!signal.aborted) preview.value = { state: 'failed', sentence: tell(toFailure(thrown)).sentence }
    })
    await exporting
  }

  const start = (isNew: boolean): void => {
    // Refreshing ends early when a newer selection arrives; that is no error.
    refresh(isNew).catch(() => {})
  }

  return {
    ...{ selection, preview, plan, seal },
    select: (now: Selection): void => {
      const before = told.peek()
      told.value = now
      const isSame = before.kind === 'one' && now.kind === 'one' && before.source.id === now.source.id
      start(!isSame)
    },
    /** An order exports by itself: what was about to be exported for the card is not worth the wait. */
    rest: (): void => latest.abort(),
    /** Something in the source, or the model's wishes, changed. */
    edited: (nodeId: string | null): void => {
      if (nodeId === null || isSelected(nodeId)) start(false)
    },
  }
}

export type SourceState = ReturnType<typeof makeSource>
