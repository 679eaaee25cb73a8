// Thumbnails of the results in view, exported one at a time.

import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Thumbnail } from './types.ts'
import type { InTurn } from '../../core/base/in-turn.ts'
import type { ControlImageApi } from '../../core/control-image/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { pngBlob } from '../picture/blob.ts'
import type { PictureUrls } from '../base/picture-urls.ts'

export type Thumbnails = {
  of(nodeId: string): ReadonlySignal<Thumbnail>
  /** All pictures that are in view; only these are exported. */
  setInView(nodeIds: readonly string[]): void
  /** Drops all pictures and releases their object URLs. */
  drop(): void
}

export type ThumbnailPorts = {
  readonly figma: Pick<RemoteApi<ControlImageApi>, 'thumbnail'>
  readonly urls: PictureUrls
  /** Exports freeze the editor, so the whole window runs one at a time. */
  readonly exportLock: InTurn
}

export function makeThumbnails({ figma, urls, exportLock }: ThumbnailPorts): Thumbnails {
  const shown = new Map<string, Signal<Thumbnail>>()
  let inView: readonly string[] = []
  let isExporting = false

  const of = (nodeId: string): Signal<Thumbnail> => {
    const known = shown.get(nodeId)
    if (known !== undefined) return known
    const made = signal<Thumbnail>({ state: 'none' })
    shown.set(nodeId, made)
    return made
  }

  const fetch = async (nodeId: string): Promise<void> => {
    const target = of(nodeId)
    const picture = await figma.thumbnail(nodeId).catch(() => null)
    // Dropped in the meantime: nobody would release a new object URL.
    if (shown.get(nodeId) !== target) return
    target.value = picture === null ? { state: 'failed' } : { state: 'ready', url: urls.make(pngBlob(picture.bytes)) }
  }

  const next = (): string | undefined => inView.find((nodeId) => of(nodeId).peek().state === 'none')

  const work = async (): Promise<void> => {
    if (isExporting) return
    isExporting = true
    // Chosen when its turn comes, as other pictures may be in view by then.
    const exportNext = (): Promise<void> => {
      const nodeId = next()
      return nodeId === undefined ? Promise.resolve() : fetch(nodeId)
    }
    while (next() !== undefined) await exportLock(exportNext)
    isExporting = false
  }

  return {
    of,
    setInView: (nodeIds) => {
      inView = nodeIds
      void work()
    },
    drop: () => {
      inView = []
      for (const { value } of shown.values()) if (value.state === 'ready') urls.drop(value.url)
      shown.clear()
    },
  }
}
