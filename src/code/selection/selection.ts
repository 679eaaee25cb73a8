// The selection as the window needs it: cheap, so that it follows every click also in big files.

import type { Size } from '../../core/base/geometry.ts'
import type { Layers, Selection, Skipped, Source, Unfit } from '../../core/selection/protocol.ts'
import type { NamedLayer } from '../../core/selection/subject.ts'
import { minSourceSide } from '../../core/picture/registration.ts'
import { type Figma, dataKeys } from '../base/figma.ts'
import { boundsSize } from '../picture/export-node.ts'
import { byLayer } from './levels.ts'

function isShown(node: BaseNode | null): boolean {
  for (let at = node; at !== null && at.type !== 'PAGE' && at.type !== 'DOCUMENT'; at = at.parent)
    if ('visible' in at && !at.visible) return false
  return true
}

function hasPaint(paints: readonly Paint[] | PluginAPI['mixed'] | undefined): boolean {
  // Mixed paints belong to text: some of it is painted.
  return paints !== undefined && (typeof paints === 'symbol' || (paints as readonly Paint[]).some((paint) => paint.visible !== false))
}

function paintsItself(node: SceneNode): boolean {
  return ('fills' in node && hasPaint(node.fills)) || ('strokes' in node && hasPaint(node.strokes))
}

/** Whether anything would be seen of it, looked for among the first few hundred layers. */
function paintsAnything(node: SceneNode): boolean {
  const waiting: SceneNode[] = [node]
  for (let looked = 0; looked < 300; looked++) {
    const at = waiting.pop()
    if (at === undefined) return false
    if (!at.visible) continue
    if (paintsItself(at)) return true
    if ('children' in at) waiting.push(...at.children)
  }
  return true
}

/** Why this node cannot be restyled; nothing where it can. */
export function unfitReason(node: SceneNode): Unfit | null {
  if (node.type === 'SLICE') return 'slice'
  if (!('exportAsync' in node)) return 'not-drawable'
  if (node.getPluginData(dataKeys.task) !== '') return 'placeholder'
  if (!isShown(node)) return 'invisible'
  const size = boundsSize(node)
  if (size === null) return 'not-drawable'
  if (Math.min(size.width, size.height) < minSourceSide) return 'too-small'
  return paintsAnything(node) ? null : 'empty'
}

function countLayers(node: SceneNode): Layers {
  const counts = { texts: 0, images: 0, vectors: 0 }
  const waiting: SceneNode[] = [node]
  for (let looked = 0; looked < 200; looked++) {
    const at = waiting.pop()
    if (at === undefined) break
    if (at.type === 'TEXT') counts.texts += 1
    else if (at.type === 'VECTOR' || at.type === 'POLYGON' || at.type === 'BOOLEAN_OPERATION') counts.vectors += 1
    if ('fills' in at && typeof at.fills !== 'symbol' && at.fills.some((fill) => fill.type === 'IMAGE')) counts.images += 1
    if ('children' in at) waiting.push(...at.children)
  }
  return counts
}

/** The purpose is guessed from the first one: nobody waits for the layers of hundreds to be counted. */
const uncounted: Layers = { texts: 0, images: 0, vectors: 0 }

/** What a layer lies in, the nearest first. */
function chainOf(node: SceneNode): Source['ancestors'] {
  const chain: (NamedLayer & { type: string })[] = []
  for (let at: BaseNode | null = node.parent; at !== null && at.type !== 'PAGE' && at.type !== 'DOCUMENT'; at = at.parent)
    chain.push({ id: at.id, name: at.name, type: at.type })
  return chain
}

function readSource(node: SceneNode, size: Size, isFirst: boolean): Source {
  return {
    id: node.id,
    name: node.name,
    type: node.type,
    size,
    at: { x: node.absoluteBoundingBox?.x ?? 0, y: node.absoluteBoundingBox?.y ?? 0 },
    nodeSize: { width: node.width, height: node.height },
    layers: isFirst ? countLayers(node) : uncounted,
    recipe: node.getPluginData(dataKeys.recipe),
    ancestors: isFirst ? chainOf(node) : [],
  }
}

function readOne(node: SceneNode, index: number): Source | Skipped {
  const why = unfitReason(node)
  const size = why === null ? boundsSize(node) : null
  return why === null && size !== null ? readSource(node, size, index === 0) : { id: node.id, name: node.name, why: why ?? 'not-drawable' }
}

export function readSelection(figma: Pick<Figma, 'currentPage'>): Selection {
  const { selection } = figma.currentPage
  const [first, ...more] = selection
  if (first === undefined) return { kind: 'none' }
  if (more.length === 0) {
    const only = readOne(first, 0)
    return 'why' in only ? { kind: 'unfit', ...only } : { kind: 'one', source: only }
  }
  const read = byLayer(selection).map(readOne)
  return {
    kind: 'several',
    sources: read.filter((one): one is Source => !('why' in one)),
    skipped: read.filter((one): one is Skipped => 'why' in one),
  }
}
