// Reads the selection as the window needs it. Must be cheap, because it runs at every click, in big files too.

import type { Size } from '../../core/base/geometry.ts'
import type { Layers, Selection, Skipped, Source } from '../../core/selection/protocol.ts'
import { type Figma, dataKeys } from '../base/figma.ts'
import { boundsSize } from '../picture/export-node.ts'
import { byLayer } from './levels.ts'
import { unfitReason } from './unfit.ts'

/** Number of layers to count; enough to guess what a source shows. */
const countedAtMost = 200

function countLayers(node: SceneNode): Layers {
  const counts = { texts: 0, images: 0, vectors: 0 }
  const open: SceneNode[] = [node]
  for (let counted = 0; counted < countedAtMost; counted++) {
    const layer = open.pop()
    if (layer === undefined) break
    if (layer.type === 'TEXT' || layer.type === 'TEXT_PATH') counts.texts += 1
    else if (layer.type === 'VECTOR' || layer.type === 'POLYGON' || layer.type === 'BOOLEAN_OPERATION') counts.vectors += 1
    if ('fills' in layer && typeof layer.fills !== 'symbol' && layer.fills.some((fill) => fill.type === 'IMAGE')) counts.images += 1
    if ('children' in layer) open.push(...layer.children)
  }
  return counts
}

type Ancestor = Source['ancestors'][number]

/** The ancestors of a layer below the page, nearest first. */
function ancestorsOf(node: SceneNode): readonly Ancestor[] {
  const ancestors: Ancestor[] = []
  for (let layer = node.parent; layer !== null && layer.type !== 'PAGE' && layer.type !== 'DOCUMENT'; layer = layer.parent)
    ancestors.push({ id: layer.id, name: layer.name, type: layer.type })
  return ancestors
}

const uncounted: Layers = { texts: 0, images: 0, vectors: 0 }

/** A source without the values that need a search in the document. */
function readSource(node: SceneNode, size: Size): Source {
  return {
    id: node.id,
    name: node.name,
    type: node.type,
    size,
    position: { x: node.absoluteBoundingBox?.x ?? 0, y: node.absoluteBoundingBox?.y ?? 0 },
    nodeSize: { width: node.width, height: node.height },
    layers: uncounted,
    recipe: node.getPluginData(dataKeys.recipe),
    ancestors: [],
  }
}

/** The first source with its layers counted. The purpose is guessed from it alone, as there may be hundreds of sources. */
function readFirstSource(node: SceneNode, size: Size): Source {
  return { ...readSource(node, size), layers: countLayers(node), ancestors: ancestorsOf(node) }
}

function readOne(node: SceneNode, index: number): Source | Skipped {
  const why = unfitReason(node)
  const size = why === null ? boundsSize(node) : null
  if (why !== null || size === null) return { id: node.id, name: node.name, why: why ?? 'not-drawable' }
  return index === 0 ? readFirstSource(node, size) : readSource(node, size)
}

export function readSelection(figma: Pick<Figma, 'currentPage'>): Selection {
  const { selection } = figma.currentPage
  const [first, ...more] = selection
  if (first === undefined) return { kind: 'none' }
  if (more.length === 0) {
    const only = readOne(first, 0)
    return 'why' in only ? { kind: 'unfit', ...only, within: ancestorsOf(first).map(({ id }) => id) } : { kind: 'one', source: only }
  }
  const read = byLayer(selection).map(readOne)
  return {
    kind: 'several',
    sources: read.filter((one): one is Source => !('why' in one)),
    skipped: read.filter((one): one is Skipped => 'why' in one),
  }
}
