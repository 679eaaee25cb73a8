// Which view of a source is drawn for its depth map: its depth layer alone, or the source without it. Works on copies, because nothing in the
// document may change (law 7).

import { depthLayer, isDepthLayerName } from '../../core/control-image/depth-layer.ts'
import type { SourceView } from '../../core/control-image/protocol.ts'
import { PluginError, fail, failure } from '../../core/failure/failure.ts'
import { type LayerSplit, wholePicture } from '../live/layer-split.ts'
import { childrenOf } from '../live/parts.ts'
import { makeInvisible, unblend } from '../live/remove-layers.ts'
import type { FoundSubject } from '../selection/find-subject.ts'
import { greyLayers } from './grey-layers.ts'

function isDepthLayer({ name }: BaseNode): boolean {
  return isDepthLayerName(name)
}

/** The layers named as depth maps, among these layers and inside them. */
export function depthLayersIn(layers: readonly SceneNode[]): readonly SceneNode[] {
  return layers.flatMap((layer) => [layer, ...('findAll' in layer ? layer.findAll(isDepthLayer) : [])]).filter(isDepthLayer)
}

/** The source reduced to its first depth layer, on the grey of the farthest distance. Throws `unfit-source` where there is none. */
export function depthLayerAlone(found: FoundSubject): LayerSplit {
  const layers = depthLayersIn(found.layers).slice(0, 1)
  if (layers.length === 0) throw new PluginError({ ...failure('unfit-source', depthLayer.name), said: depthLayer.missing })
  return wholePicture({ ...found, layers }, { id: '', scene: { ids: [], background: depthLayer.ground, padding: 0 } })
}

/** Shows a depth map opaque and unblended, however it lies over the layers that it maps, because its greys are distances. */
function showMap(map: SceneNode): void {
  unblend(map)
  if ('opacity' in map) map.opacity = 1
}

/** Changes a copy of the source before it is drawn; null where the source is drawn as it is. */
export type Change = ((copy: SceneNode) => void) | null

export function changeFor(view: SourceView | undefined, { layers }: FoundSubject): Change {
  if (view === 'layers') return greyLayers
  if (view === 'layer') return (copy) => childrenOf(copy).forEach(showMap)
  const maps = view === 'own' ? depthLayersIn(layers) : []
  // A source that consists only of its depth map has no look of its own.
  if (maps[0] === layers[0] && layers.length === 1) return fail('export-failed', depthLayer.name)
  // A visible depth map covers what it maps, so it is hidden on the copy.
  return maps.some(({ visible }) => visible) ? (copy) => depthLayersIn([copy]).forEach(makeInvisible) : null
}
