// Pictures of copies: the source without what stays live, which is what leaves; and only that, to be looked at.

import { fail } from '../../core/failure/failure.ts'
import type { LiveChoice } from '../../core/recipe/live-choice.ts'
import type { Subject } from '../../core/selection/subject.ts'
import { type Affine, multiply, inverse } from '../../core/base/geometry.ts'
import type { Pose } from '../../core/picture/registration.ts'
import type { Offscreen } from './offscreen.ts'
import { type Copy, copyOf, hideLive, keepOnlyLive, placeNode } from './copies.ts'
import type { Figma } from '../base/figma.ts'
import { type Part, type Sorted, sortLayers } from './parts.ts'
import type { Found } from '../selection/subject.ts'
import { messageOf } from '../../core/base/text.ts'

/** `picture`: all but what is live. `live`: nothing else. */
export type LayerSet = 'picture' | 'live'

function prepare(copy: Copy, side: LayerSet): void {
  if (side === 'picture') hideLive(copy)
  else keepOnlyLive(copy)
}

/** Whether a layer has anything to show on this side. */
export function isOn({ role }: Part, side: LayerSet): boolean {
  return side === 'picture' || role === 'live' || role === 'product' || role === 'holds'
}

/** Parts as they are where only these products are to be seen. */
export function onlyProducts(part: Part, isMeant: (product: SceneNode) => boolean): Part {
  const { node, role } = part
  const parts = part.parts.map((inner) => onlyProducts(inner, isMeant))
  const isEmpty =
    role === 'live' ||
    (role === 'product' && !isMeant(node)) ||
    (role === 'holds' && !parts.some((inner) => inner.role === 'product' || inner.role === 'holds'))
  return isEmpty ? { node, role: 'rest', parts: [] } : { node, role, parts }
}

export type LayerSplit = Sorted & { readonly found: Found; readonly isScene: boolean }

export function splitLayers(found: Found, { scene }: Subject, live: LiveChoice): LayerSplit {
  return {
    ...sortLayers(found.layers, live, scene !== null),
    found,
    isScene: scene !== null,
  }
}

/** Whether a result of it cuts off what lies outside. */
export function isClipped({ found: { layers }, isScene }: LayerSplit): boolean {
  const [only] = layers
  return isScene || (only !== undefined && 'clipsContent' in only && only.clipsContent)
}

/** Whether the picture that leaves is another than the source. */
export function isSplit({ facts }: LayerSplit): boolean {
  return facts.live > facts.products.length || facts.area !== null
}

/** Whether anything is left to be sent. */
export function isSendable({ parts }: LayerSplit): boolean {
  return parts.some(({ role }) => role !== 'live' && role !== 'area')
}

export type Add = (node: SceneNode) => void

/** A frame without paint, on which copies stand in the plane of `pose`, wherever on the page that plane is laid. */
export function openStage(figma: Figma, add: Add, { size }: Pose, at: Affine): FrameNode {
  const stage = figma.createFrame()
  add(stage)
  stage.resize(size.width, size.height)
  stage.fills = []
  placeNode(stage, at)
  return stage
}

/** A copy of one part as it lies in the plane of `pose`. */
export function placeCopyOn(figma: Figma, add: Add, stage: FrameNode, part: Part, { transform }: Pose): Copy {
  const copy = copyOf(figma, part)
  add(copy.root)
  stage.appendChild(copy.root)
  placeNode(copy.root, multiply(inverse(transform), copy.at))
  return copy
}

function copyOne(figma: Figma, add: Add, part: Part, side: LayerSet): SceneNode {
  const copy = copyOf(figma, part)
  add(copy.root)
  placeNode(copy.root, copy.at)
  prepare(copy, side)
  return copy.node
}

/** Several layers are drawn together, so that they blend with each other as they do on the page. */
function copyScene(figma: Figma, add: Add, { place: { pose } }: Found, parts: readonly Part[], side: LayerSet): SceneNode {
  const stage = openStage(figma, add, pose, pose.transform)
  for (const part of parts) if (isOn(part, side)) prepare(placeCopyOn(figma, add, stage, part, pose), side)
  return stage
}

export function orFail<T>(act: () => T): T {
  try {
    return act()
  } catch (thrown) {
    return fail('export-failed', messageOf(thrown))
  }
}

/** Gives `draw` a copy that shows one side of a source, in the box of the source. Errors: `export-failed`. */
export function exportLayers(
  figma: Figma,
  bench: Offscreen,
  { found, isScene, parts }: LayerSplit,
  side: LayerSet,
  draw: (node: SceneNode) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  return bench.use(async (add) => {
    const [only] = parts
    const copied = orFail(() =>
      !isScene && only !== undefined ? copyOne(figma, add, only, side) : copyScene(figma, add, found, parts, side),
    )
    return draw(copied)
  })
}
