// Geometry of nodes: container planes, absolute boxes, and what an export of a node covers.

import type { Box } from '../types.ts'
import { apply, at, boxThrough, identity, intersection, invert, multiply, union, type Affine, type Point } from './affine.ts'
import { runsOf } from './masks.ts'
import { isFrame, isGroup, isPlainGroup, type Node } from './node.ts'
import { findNode, nodeOf, type Scene } from './scene.ts'

/** The nearest ancestor with its own plane: x and y of a group's child count from the group's container. */
export function containerOf(scene: Scene, node: Node): Node | null {
  let parent = node.parent === null ? undefined : findNode(scene, node.parent)
  while (parent && isGroup(parent.type)) parent = parent.parent === null ? undefined : findNode(scene, parent.parent)
  return parent ?? null
}

export function absoluteTransform(scene: Scene, node: Node): Affine {
  const container = containerOf(scene, node)
  if (!container || container.type === 'PAGE' || container.type === 'DOCUMENT') return node.transform
  return multiply(absoluteTransform(scene, container), node.transform)
}

export function absoluteBox(scene: Scene, node: Node): Box {
  return boxThrough(absoluteTransform(scene, node), ownBox(node))
}

/** Everything a node paints, in page coordinates; null when nothing of it is visible. */
export function renderBounds(scene: Scene, node: Node): Box | null {
  return isSeen(scene, node) ? painted(scene, node, absoluteTransform(scene, node)) : null
}

export function isSeen(scene: Scene, node: Node): boolean {
  for (let current: Node | undefined = node; current; current = current.parent === null ? undefined : findNode(scene, current.parent)) {
    if (current.values['visible'] === false) return false
  }
  return true
}

/** Fits groups to their content, along each group's own axes. */
export function fitGroups(scene: Scene, id: string | null): void {
  for (
    let node = id === null ? undefined : findNode(scene, id);
    node && isGroup(node.type);
    node = node.parent === null ? undefined : findNode(scene, node.parent)
  ) {
    const axes = at(node.transform, 0, 0)
    const back = invert(axes) ?? identity
    const box = union(
      node.children.map((child) => nodeOf(scene, child)).map((child) => boxThrough(multiply(back, child.transform), ownBox(child))),
    )
    if (!box) continue
    const corner = apply(axes, box)
    node.transform = at(axes, corner.x, corner.y)
    node.width = box.width
    node.height = box.height
  }
}

/** The topmost node at a page position. */
export function hitAt(scene: Scene, point: Point, deep: boolean): string | null {
  const within = (ids: readonly string[]): string | null => {
    for (const id of [...ids].reverse()) {
      const node = nodeOf(scene, id)
      if (node.values['visible'] === false || node.values['locked'] === true) continue
      const back = invert(absoluteTransform(scene, node))
      const local = back && apply(back, point)
      const inside = !!local && local.x >= 0 && local.y >= 0 && local.x <= node.width && local.y <= node.height
      if (!inside && !isPlainGroup(node.type) && node.values['clipsContent'] !== false) continue
      const child = within(node.children)
      if (child && (deep || node.type === 'SECTION')) return child
      if (child || (inside && !isPlainGroup(node.type))) return id
    }
    return null
  }
  return within(nodeOf(scene, scene.page).children)
}

export function ownBox(node: Node): Box {
  return { x: 0, y: 0, width: node.width, height: node.height }
}

function painted(scene: Scene, node: Node, transform: Affine): Box | null {
  const own = isPlainGroup(node.type) ? null : boxThrough(transform, decorated(node))
  if (node.type === 'BOOLEAN_OPERATION') return own
  const plane = containerPlane(scene, node, transform)
  const clip = isFrame(node.type) && node.values['clipsContent'] === true ? boxThrough(transform, ownBox(node)) : null
  const inner = shownOf(
    scene,
    node.children.map((id) => nodeOf(scene, id)),
    plane,
  )
    .map((box) => (clip ? intersection(box, clip) : box))
    .filter((box) => box !== null)
  return union(own ? [own, ...inner] : inner)
}

/** What siblings paint, each clipped by the mask below it. */
function shownOf(scene: Scene, siblings: readonly Node[], plane: Affine): Box[] {
  return runsOf(siblings).flatMap(({ mask, content }) => {
    const paintedIn = (child: Node): Box | null => painted(scene, child, multiply(plane, child.transform))
    const limit = mask && paintedIn(mask)
    return content
      .map(paintedIn)
      .map((box) => (box && mask ? limit && intersection(box, limit) : box))
      .filter((box) => box !== null)
  })
}

function containerPlane(scene: Scene, node: Node, transform: Affine): Affine {
  if (!isGroup(node.type)) return transform
  const container = containerOf(scene, node)
  return container && container.type !== 'PAGE' ? absoluteTransform(scene, container) : identity
}

/** The node's own box, enlarged by its strokes and effects. */
export function decorated(node: Node): Box {
  const stroke = strokeReach(node)
  let box = grow(ownBox(node), stroke, stroke, stroke, stroke)
  const effects = (node.values['effects'] ?? []) as readonly ShadowLike[]
  const reaches = effects
    .filter((effect) => effect.visible !== false)
    .map((effect) => {
      if (effect.type === 'LAYER_BLUR') return grow(box, effect.radius, effect.radius, effect.radius, effect.radius)
      if (effect.type !== 'DROP_SHADOW') return box
      const reach = effect.radius + (effect.spread ?? 0)
      const { x, y } = effect.offset ?? { x: 0, y: 0 }
      return grow(box, Math.max(0, reach - x), Math.max(0, reach - y), Math.max(0, reach + x), Math.max(0, reach + y))
    })
  box = union([box, ...reaches]) ?? box
  return box
}

type ShadowLike = { type: string; visible?: boolean; radius: number; spread?: number; offset?: Point }

function strokeReach(node: Node): number {
  const strokes = (node.values['strokes'] ?? []) as readonly { visible?: boolean }[]
  if (!strokes.some((stroke) => stroke.visible !== false)) return 0
  const weight = Number(node.values['strokeWeight'] ?? 0)
  if (node.values['strokeAlign'] === 'INSIDE') return 0
  return node.values['strokeAlign'] === 'OUTSIDE' ? weight : weight / 2
}

function grow(box: Box, left: number, top: number, right: number, bottom: number): Box {
  return {
    x: box.x - left,
    y: box.y - top,
    width: box.width + left + right,
    height: box.height + top + bottom,
  }
}
