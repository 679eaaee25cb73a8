// Marks the selected inner layer in its source: keep it editable, lock it as a product, or use it to mark an area.

import type { ReadonlySignal } from '@preact/signals'
import type { SelectionApi } from '../../core/selection/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { InnerLayer } from './inner-layer.ts'
import type { MarkedLayers } from './marked-layers.ts'
import { liveWords } from './words.ts'

export type MarkSelectedPorts = {
  readonly figma: Pick<RemoteApi<SelectionApi>, 'select'>
  readonly innerLayer: ReadonlySignal<InnerLayer | null>
  readonly marked: Pick<MarkedLayers, 'keep' | 'lock' | 'markArea'>
  announce(text: string): void
}

export type MarkSelected = {
  keepSelected(): void
  lockSelected(): void
  markArea(changes: 'inside' | 'outside'): void
}

export function makeMarkSelected({ figma, innerLayer, marked, announce }: MarkSelectedPorts): MarkSelected {
  const mark = (act: (now: InnerLayer) => void, said: (layer: string) => string): void => {
    const now = innerLayer.peek()
    if (now === null) return
    act(now)
    announce(said(now.layer.name))
    // Select the source again, so that the next press restyles it.
    figma.select(now.host.subject).catch(() => {})
  }

  return {
    keepSelected: () => mark(({ host, layer }) => marked.keep(host.subject, layer.id), liveWords.nowKept),
    lockSelected: () => mark(({ host, layer }) => marked.lock(host.subject, layer.id), liveWords.nowProduct),
    markArea: (changes) =>
      mark(
        ({ host, layer, feather }) => marked.markArea(host.subject, { id: layer.id, changes, feather }),
        (layer) => liveWords.nowArea(layer, changes),
      ),
  }
}
