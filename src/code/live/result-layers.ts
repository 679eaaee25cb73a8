// What the plugin laid over the picture of a result, and finds again by a mark on each layer, whatever a person has made of it.

import { readJson, readRecord, readString } from '../../core/base/read.ts'
import { dataKeys } from '../base/figma.ts'

export type ResultLayerKind = 'live' | 'edge' | 'shadow' | 'light' | 'scrim'

export function markResultLayer(node: BaseNodeMixin, kind: ResultLayerKind): void {
  node.setPluginData(dataKeys.part, kind)
}

/** The outermost instance around a layer; null where it lies in none. */
function instanceAround(node: SceneNode): InstanceNode | null {
  // Ids of layers in instances, and only these, begin so: most layers need no look around.
  let outermost: InstanceNode | null = null
  if (node.id.startsWith('I'))
    for (let at: BaseNode | null = node.parent; at !== null; at = at.parent) if (at.type === 'INSTANCE') outermost = at
  return outermost
}

/** The part of its id that a layer shares with its counterpart in every copy of the instance. */
function placeInInstance({ id }: SceneNode): string {
  return id.slice(id.indexOf(';') + 1)
}

function marksOn(instance: InstanceNode | null): Readonly<Record<string, unknown>> {
  return readRecord(readJson(instance?.getPluginData(dataKeys.inner) ?? ''))
}

/** Writes the id of its original on the copy of a product. A layer of an instance may not keep it (figma-audit U): the instance does. */
export function markProduct(copy: SceneNode, id: string): void {
  copy.setPluginData(dataKeys.product, id)
  const instance = instanceAround(copy)
  if (instance === null || copy.getPluginData(dataKeys.product) !== '') return
  instance.setPluginData(dataKeys.inner, JSON.stringify({ ...marksOn(instance), [placeInInstance(copy)]: id }))
}

/** The id of the original; empty on what is no copy of a product. */
export function productMark(node: SceneNode): string {
  return node.getPluginData(dataKeys.product) || readString(marksOn(instanceAround(node))[placeInInstance(node)])
}

export function productsIn(frame: FrameNode): readonly SceneNode[] {
  const marked = frame.findAllWithCriteria({ pluginData: { keys: [dataKeys.product, dataKeys.inner] } })
  return marked
    .flatMap((node) => (node.type === 'INSTANCE' && node.getPluginData(dataKeys.inner) !== '' ? [node, ...node.findAll()] : [node]))
    .filter((node) => productMark(node) !== '')
}

/** At any depth, those of results in the result too. */
export function resultLayersOf(frame: FrameNode, kind: ResultLayerKind): readonly SceneNode[] {
  return frame.findAllWithCriteria({ pluginData: { keys: [dataKeys.part] } }).filter((node) => node.getPluginData(dataKeys.part) === kind)
}
