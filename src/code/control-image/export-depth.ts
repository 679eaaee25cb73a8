// The layer that is the depth map of a source, where it lies in it: hidden or not, by a copy, as nothing in the document may change (law 7).

import { depthLayer, isDepthLayerName } from '../../core/control-image/depth-layer.ts'
import { PluginError, failure } from '../../core/failure/failure.ts'
import { isTurned, planFor, type Rules } from '../../core/picture/registration.ts'
import type { Figma } from '../base/figma.ts'
import { copyOf, placeNode } from '../live/copies.ts'
import { drawCopies, orFail } from '../live/export-layers.ts'
import type { Offscreen } from '../live/offscreen.ts'
import { exportNode } from '../picture/export-node.ts'
import type { FoundSubject } from '../selection/find-subject.ts'
import type { ExportedSource } from './export-source.ts'

function refuse(said: string): never {
  throw new PluginError({ ...failure('unfit-source', said), said })
}

function findDepthLayer(layers: readonly SceneNode[]): SceneNode | null {
  for (const layer of layers) {
    if (isDepthLayerName(layer.name)) return layer
    const inner = 'findOne' in layer ? layer.findOne(({ name }) => isDepthLayerName(name)) : null
    if (inner !== null) return inner
  }
  return null
}

/** To be called in turn. Throws `unfit-source`, `export-failed`. */
export async function exportDepth(
  figma: Figma,
  offscreen: Offscreen,
  { layers, box, place }: FoundSubject,
  rules: Rules,
): Promise<ExportedSource> {
  const plan = planFor(box, rules)
  const layer = findDepthLayer(layers)
  const own = layer?.absoluteBoundingBox ?? null
  if (layer === null || own === null) return refuse(depthLayer.missing)
  if (plan === null || isTurned(place.pose)) return refuse(depthLayer.turned)
  const scale = plan.content.width / box.width
  const png = await drawCopies({ figma, offscreen }, [layer], (moveOffscreen) => {
    const copy = orFail(() => copyOf(figma, { node: layer, role: 'rest', parts: [] }))
    moveOffscreen(copy.root)
    placeNode(copy.root, copy.transform)
    copy.node.visible = true
    return exportNode(copy.node, Math.max(1, Math.round(own.width * scale)))
  })
  const { x, y, width, height } = own
  return { pieces: [{ png, box: { x: (x - box.x) * scale, y: (y - box.y) * scale, width: width * scale, height: height * scale } }], plan }
}
