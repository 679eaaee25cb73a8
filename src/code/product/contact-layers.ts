// The contact layers of a result: native nodes between its picture and its live layers, which the user may edit.

import { translation } from '../../core/base/geometry.ts'
import { readNumber } from '../../core/base/read.ts'
import { fail } from '../../core/failure/failure.ts'
import type { ContactState } from '../../core/product/product.ts'
import type { ContactLayer } from '../../core/product/protocol.ts'
import { type Figma, attempt, dataKeys } from '../base/figma.ts'
import { type ResultLayerKind, markResultLayer, resultLayersOf } from '../live/result-layers.ts'
import { placeNode } from '../live/copies.ts'
import { isOverPicture } from './contact-pictures.ts'
import type { Locked } from './products.ts'

/** Name and blend mode of each kind of contact layer, lowest first. */
const kinds = {
  edge: { name: 'Edge', blendMode: 'NORMAL' },
  shadow: { name: 'Contact shadow', blendMode: 'MULTIPLY' },
  light: { name: 'Light', blendMode: 'SOFT_LIGHT' },
} as const satisfies Record<ContactLayer['kind'], { readonly name: string; readonly blendMode: BlendMode }>

type Layer = SceneNode & { opacity: number }

/** Found by their marks, which survive any renaming, moving or painting. */
function layersOf(frame: FrameNode, ...layerKinds: readonly ResultLayerKind[]): readonly Layer[] {
  return layerKinds.flatMap((kind) => resultLayersOf(frame, kind)).filter((node) => 'opacity' in node)
}

/** The opacity that a layer was created with. */
function laidOpacity(node: SceneNode): number {
  return readNumber(Number(node.getPluginData(dataKeys.base)), 1, 0.001, 1)
}

/** Read from the layers, because the user may have weakened or hidden them by hand. Null when there are none. */
export function contactStateOn(frame: FrameNode): ContactState | null {
  const [first, ...more] = layersOf(frame, 'shadow', 'light')
  if (first === undefined) return null
  return { isOn: [first, ...more].some(({ visible }) => visible), strength: Math.min(1, first.opacity / laidOpacity(first)) }
}

/** Hides or shows the layers instead of recreating them, so that the user's changes to them survive. Null when there are none. */
export function setContactLayers(frame: FrameNode, { isOn, strength }: ContactState): ContactState | null {
  for (const node of layersOf(frame, 'edge', 'shadow', 'light')) node.visible = isOn
  for (const node of layersOf(frame, 'shadow', 'light')) node.opacity = strength * laidOpacity(node)
  return contactStateOn(frame)
}

function createLayer(figma: Figma, { kind, png, box, opacity }: ContactLayer): RectangleNode {
  const { name, blendMode } = kinds[kind]
  const node = figma.createRectangle()
  node.name = name
  node.resize(Math.max(0.01, box.width), Math.max(0.01, box.height))
  const { hash } = figma.createImage(png)
  const imageTransform: Transform = [
    [1, 0, 0],
    [0, 1, 0],
  ]
  node.fills = [{ type: 'IMAGE', scaleMode: 'CROP', imageHash: hash, imageTransform }]
  node.blendMode = blendMode
  node.opacity = opacity
  attempt(() => void (node.constraints = { horizontal: 'SCALE', vertical: 'SCALE' }))
  markResultLayer(node, kind)
  node.setPluginData(dataKeys.base, String(opacity))
  return node
}

/** Lays the contact layers under all live layers, so that no pixel of a product changes. Replaces earlier ones; `layers` is sorted lowest first. */
export function layContactLayers(figma: Figma, { frame }: Locked, layers: readonly ContactLayer[]): ContactState | null {
  for (const node of layersOf(frame, 'edge', 'shadow', 'light')) node.remove()
  let place = frame.children.findIndex(isOverPicture)
  if (place < 0) return fail('internal', 'no product is left in the result')
  for (const layer of layers) {
    const node = createLayer(figma, layer)
    frame.insertChild(place, node)
    placeNode(node, translation(layer.box.x, layer.box.y))
    place += 1
  }
  return contactStateOn(frame)
}
