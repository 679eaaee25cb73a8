// What the plugin laid over the picture of a result, and finds again by a mark on each layer, whatever a person has made of it.

import { dataKeys } from '../base/figma.ts'

export type ResultLayerKind = 'live' | 'edge' | 'shadow' | 'light' | 'scrim'

export function markResultLayer(node: BaseNodeMixin, kind: ResultLayerKind): void {
  node.setPluginData(dataKeys.part, kind)
}

/** At any depth, those of results in the result too. */
export function resultLayersOf(frame: FrameNode, kind: ResultLayerKind): readonly SceneNode[] {
  return frame.findAllWithCriteria({ pluginData: { keys: [dataKeys.part] } }).filter((node) => node.getPluginData(dataKeys.part) === kind)
}
