// The levels of the canvas, which are pages and sections: where a layer lies on them, and the order in which layers cover each other.

import { type Box, boundsOf } from '../../core/base/geometry.ts'
import type { Pose } from '../../core/picture/registration.ts'
import type { Corners, Place } from '../../core/selection/place.ts'
import { cornersOf } from './corners.ts'
import { hasEffect } from './paint.ts'

/** A node that can hold results: a page or a section. */
export type Level = PageNode | SectionNode

export function isLevel(node: BaseNode | null): node is Level {
  return node?.type === 'PAGE' || node?.type === 'SECTION'
}

/** The page of a node; null when the node is not in a document any more. */
export function pageOf(node: BaseNode): PageNode | null {
  for (let ancestor: BaseNode | null = node; ancestor !== null; ancestor = ancestor.parent) if (ancestor.type === 'PAGE') return ancestor
  return null
}

/** The nearest ancestor that is a page or section, and the ancestor of the node (or the node) directly in it; null when there is none. */
export function levelOf(node: SceneNode): { level: Level; anchor: SceneNode } | null {
  let anchor = node
  for (let ancestor: BaseNode | null = node.parent; ancestor !== null && ancestor.type !== 'DOCUMENT'; ancestor = ancestor.parent) {
    if (isLevel(ancestor)) return { level: ancestor, anchor }
    anchor = ancestor
  }
  return null
}

/** For each parent id, the index of each of its children. A page may hold thousands, so each parent is listed once. */
type ChildIndices = Map<string, ReadonlyMap<string, number>>

/** The indices among the children of each parent, from the page down to the node. */
function indexPath(node: SceneNode, indices: ChildIndices): readonly number[] {
  const path: number[] = []
  let { id }: BaseNode = node
  for (let { parent }: BaseNode = node; parent !== null && parent.type !== 'DOCUMENT'; { id, parent } = parent) {
    const known = indices.get(parent.id) ?? new Map(parent.children.map((child, index) => [child.id, index]))
    indices.set(parent.id, known)
    path.unshift(known.get(id) ?? 0)
  }
  return path
}

function comparePaths(a: readonly number[], b: readonly number[]): number {
  const depth = a.findIndex((index, at) => index !== b[at])
  return depth < 0 ? a.length - b.length : (a[depth] ?? 0) - (b[depth] ?? -1)
}

/** The nodes in the order in which they cover each other, lowest first. */
export function byLayer(nodes: readonly SceneNode[]): readonly SceneNode[] {
  const indices: ChildIndices = new Map()
  return nodes
    .map((node) => ({ node, path: indexPath(node, indices) }))
    .sort((a, b) => comparePaths(a.path, b.path))
    .map(({ node }) => node)
}

function poseOf(node: SceneNode): Pose {
  return {
    size: { width: node.width, height: node.height },
    transform: node.absoluteTransform,
  }
}

/**
 * The axis-aligned box around a node, in page coordinates. Computed from size and transform where Figma gives none, as for a node that draws nothing.
 */
export function boxOf(node: SceneNode): Box {
  return node.absoluteBoundingBox ?? boundsOf(poseOf(node).size, poseOf(node).transform)
}

/** The box that a node renders to; null where Figma does not report it. */
export function renderBoundsOf(node: SceneNode): Box | null {
  return 'absoluteRenderBounds' in node ? node.absoluteRenderBounds : null
}

/** Everything needed to place a result even when the source is gone. */
export function placeOf(node: SceneNode): Place {
  const { x, y, width, height } = boxOf(levelOf(node)?.anchor ?? node)
  // A blurred layer has no edge, so its corners do not count.
  const corners: Corners = 'topLeftRadius' in node && !hasEffect(node, 'LAYER_BLUR') ? cornersOf(node) : [0, 0, 0, 0]
  return { pageId: pageOf(node)?.id ?? '', pose: poseOf(node), corners, neighbour: { x, y, width, height } }
}
