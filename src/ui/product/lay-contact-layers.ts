// Lays the shadow and light of a product: the worker derives them from pictures of it, the sandbox adds them to the result.

import type { Box } from '../../core/base/geometry.ts'
import type { InTurn } from '../../core/base/in-turn.ts'
import { pictureSize } from '../../core/picture/image-size.ts'
import type { ContactState } from '../../core/product/product.ts'
import type { ContactLayer, ProductApi } from '../../core/product/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { EncodedContactLayers, ProductTools } from './worker.ts'
import { unending } from '../base/latest.ts'

export type ContactLayersPorts = {
  readonly figma: Pick<RemoteApi<ProductApi>, 'contactLayerPictures' | 'layContactLayers'>
  readonly tools: Pick<ProductTools, 'deriveContactLayers'>
  /** Exports freeze the editor, so the whole window runs one at a time. */
  readonly exportLock: InTurn
}

/** Lowest first. `place` converts from pixels of the picture to the result's own px. */
function layersOf(derived: EncodedContactLayers, place: (box: Box) => Box): readonly ContactLayer[] {
  const box = place(derived.box)
  const layers: readonly ContactLayer[] = [
    { kind: 'shadow', png: derived.shadow, box, opacity: derived.shadowOpacity },
    { kind: 'light', png: derived.light, box, opacity: derived.lightOpacity },
  ]
  const { edge } = derived
  return edge === null ? layers : [{ kind: 'edge', png: edge.map, box: place(edge.box), opacity: 1 }, ...layers]
}

/** Derives the layers and replaces former ones. Null when the picture gives none. */
export async function layContactLayers({ figma, tools, exportLock }: ContactLayersPorts, nodeId: string): Promise<ContactState | null> {
  const { picture, product, size } = await exportLock(() => figma.contactLayerPictures(nodeId))
  const drawn = pictureSize(picture)
  if (drawn === null) return null
  const derived = await tools.deriveContactLayers({ picture, product }, unending())
  if (derived === null) return null
  const [across, down] = [size.width / drawn.width, size.height / drawn.height]
  const layers = layersOf(derived, ({ x, y, width, height }) => ({
    x: x * across,
    y: y * down,
    width: width * across,
    height: height * down,
  }))
  return exportLock(() => figma.layContactLayers({ nodeId, layers }))
}
