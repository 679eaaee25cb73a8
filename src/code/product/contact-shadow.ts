// What grounds a product in its picture: a shadow and a light layer, native nodes between the picture and what stays live.

import { isLasting } from '../../core/live/part.ts'
import { fail } from '../../core/failure/failure.ts'
import { translation } from '../../core/base/geometry.ts'
import type { GroundNow } from '../../core/product/product.ts'
import type { GroundLayer, GroundPictures } from '../../core/product/protocol.ts'
import { readNumber } from '../../core/base/read.ts'
import { type PartName, markPart, partsNamed } from '../live/assemble.ts'
import type { MoveOffscreen, Offscreen } from '../live/offscreen.ts'
import { placeNode } from '../live/copies.ts'
import { keepOnlyLive } from '../live/remove-layers.ts'
import { exportAtSide } from '../picture/export-node.ts'
import { type Figma, attempt, dataKeys } from '../base/figma.ts'
import { createEmptyFrame, orFail, placeCopyOn } from '../live/export-layers.ts'
import { type Part, childrenOf, withMasks } from '../live/parts.ts'
import { boxOf } from '../selection/levels.ts'
import { type Locked, pictureSide, productMark } from './products.ts'

function partOn(node: SceneNode): string {
  return node.getPluginData(dataKeys.part)
}

/** A layer of a result with only its products to be seen. */
function productPart(node: SceneNode): Part {
  if (!node.visible) return { node, role: 'rest', parts: [] }
  if (productMark(node) !== '') return { node, role: 'product', parts: [] }
  const parts = childrenOf(node).map(productPart)
  return parts.some(({ role }) => isLasting(role)) ? { node, role: 'holds', parts: withMasks(parts) } : { node, role: 'rest', parts: [] }
}

function isOver(node: SceneNode): boolean {
  const part = partOn(node)
  return part === 'live' || part === 'scrim' || isLasting(productPart(node).role)
}

function isPicture(node: SceneNode): boolean {
  return !Object.keys(kinds).includes(partOn(node)) && !isOver(node)
}

/**
 * Two PNGs of one size: the picture under the products, and the products alone, as they stand in the result now. Both in the plane of
 * the result, which has no empty corners when the result is turned, and whose down is the down of what is in it.
 */
export async function groundPictures(figma: Figma, bench: Offscreen, { frame }: Locked): Promise<GroundPictures> {
  const pose = { size: { width: frame.width, height: frame.height }, transform: frame.absoluteTransform }
  const { x, y } = boxOf(frame)
  const draw = (fill: (stage: FrameNode, add: MoveOffscreen) => void): Promise<Uint8Array> =>
    bench.use((add) => {
      const stage = orFail(() => {
        const empty = createEmptyFrame(figma, add, pose, translation(x, y))
        fill(empty, add)
        return empty
      })
      return exportAtSide(stage, pictureSide)
    })
  const picture = await draw((stage, add) => {
    stage.fills = frame.fills
    for (const node of frame.children)
      if (node.visible && isPicture(node)) placeCopyOn(figma, add, stage, { node, role: 'rest', parts: [] }, pose)
  })
  const product = await draw((stage, add) => {
    const parts = frame.children.map(productPart)
    for (const part of parts) if (isLasting(part.role)) keepOnlyLive(placeCopyOn(figma, add, stage, part, pose))
  })
  return { picture, product, size: pose.size }
}

const kinds = {
  edge: { name: 'Edge', blendMode: 'NORMAL' },
  shadow: { name: 'Contact shadow', blendMode: 'MULTIPLY' },
  light: { name: 'Light', blendMode: 'SOFT_LIGHT' },
} as const satisfies Record<GroundLayer['kind'], { readonly name: string; readonly blendMode: BlendMode }>

type Layer = SceneNode & { opacity: number }

/** Whatever a person has renamed, moved or painted: the mark stays. */
function layersOf(frame: FrameNode, ...names: readonly PartName[]): readonly Layer[] {
  return names.flatMap((name) => partsNamed(frame, name)).filter((node) => 'opacity' in node)
}

function baseOf(node: SceneNode): number {
  return readNumber(Number(node.getPluginData(dataKeys.base)), 1, 0.001, 1)
}

/** As the layers say it: a person may have made them weaker or hidden them by hand. */
export function groundOn(frame: FrameNode): GroundNow | null {
  const [first, ...more] = layersOf(frame, 'shadow', 'light')
  if (first === undefined) return null
  return { isOn: [first, ...more].some(({ visible }) => visible), strength: Math.min(1, first.opacity / baseOf(first)) }
}

/** Hides and shows, so that what a person has made of the layers is still there. Gives nothing where there are none. */
export function setGround(frame: FrameNode, { isOn, strength }: GroundNow): GroundNow | null {
  for (const node of layersOf(frame, 'edge', 'shadow', 'light')) node.visible = isOn
  for (const node of layersOf(frame, 'shadow', 'light')) node.opacity = strength * baseOf(node)
  return groundOn(frame)
}

function bareLayer(figma: Figma, { kind, png, box, opacity }: GroundLayer): RectangleNode {
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
  markPart(node, kind)
  node.setPluginData(dataKeys.base, String(opacity))
  return node
}

/** Under everything that stays live, so that no pixel of a product changes. In place of those that were there before. */
export function layGround(figma: Figma, { frame }: Locked, layers: readonly GroundLayer[]): GroundNow | null {
  for (const node of layersOf(frame, 'edge', 'shadow', 'light')) node.remove()
  let at = frame.children.findIndex(isOver)
  if (at < 0) return fail('internal', 'no product is left in the result')
  for (const layer of layers) {
    const node = bareLayer(figma, layer)
    frame.insertChild(at, node)
    placeNode(node, translation(layer.box.x, layer.box.y))
    at += 1
  }
  return groundOn(frame)
}
