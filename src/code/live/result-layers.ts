// The layers that the plugin laid over the picture of a result. A mark in their plugin data finds them again, even if the user renamed or moved them.

import { readJson, readRecord, readString } from '../../core/base/read.ts'
import { dataKeys } from '../base/figma.ts'

export type ResultLayerKind = 'live' | 'edge' | 'shadow' | 'light' | 'scrim'

export function markResultLayer(node: BaseNodeMixin, kind: ResultLayerKind): void {
  node.setPluginData(dataKeys.part, kind)
}

/** The outermost instance around a layer; null where it lies in none. */
function instanceAround(node: SceneNode): InstanceNode | null {
  // Only ids of layers inside instances begin with "I", so most layers need no search upwards.
  let outermost: InstanceNode | null = null
  if (node.id.startsWith('I'))
    for (let at: BaseNode | null = node.parent; at !== null; at = at.parent) if (at.type === 'INSTANCE') outermost = at
  return outermost
}

/** The part of a layer's id that is the same in every copy of its instance. */
function placeInInstance({ id }: SceneNode): string {
  return id.slice(id.indexOf(';') + 1)
}

function marksOn(instance: InstanceNode | null): Readonly<Record<string, unknown>> {
  return readRecord(readJson(instance?.getPluginData(dataKeys.inner) ?? ''))
}

/**
 * Writes the id of the original on the copy of a product. A layer of an instance may lose plugin data (figma-audit U), so the instance then stores
 * it.
 */
export function markProduct(copy: SceneNode, id: string): void {
  copy.setPluginData(dataKeys.product, id)
  const instance = instanceAround(copy)
  if (instance === null || copy.getPluginData(dataKeys.product) !== '') return
  instance.setPluginData(dataKeys.inner, JSON.stringify({ ...marksOn(instance), [placeInInstance(copy)]: id }))
}

/** The id of the original; empty on a node that is not a copy of a product. */
export function productMark(node: SceneNode): string {
  return node.getPluginData(dataKeys.product) || readString(marksOn(instanceAround(node))[placeInInstance(node)])
}

export function productsIn(frame: FrameNode): readonly SceneNode[] {
  const marked = frame.findAllWithCriteria({ pluginData: { keys: [dataKeys.product, dataKeys.inner] } })
  return marked
    .flatMap((node) => (node.type === 'INSTANCE' && node.getPluginData(dataKeys.inner) !== '' ? [node, ...node.findAll()] : [node]))
    .filter((node) => productMark(node) !== '')
}

/** Searches at any depth, so it also finds the layers of other results inside the result. */
export function resultLayersOf(frame: FrameNode, kind: ResultLayerKind): readonly SceneNode[] {
  return frame.findAllWithCriteria({ pluginData: { keys: [dataKeys.part] } }).filter((node) => node.getPluginData(dataKeys.part) === kind)
}
