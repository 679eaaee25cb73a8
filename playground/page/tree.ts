// Questions about nodes that the editor asks and the host's own API does not answer. Facts are plain copies.

import type { Box, Host } from '../host/types.ts'
import type { Point } from './view.ts'

function parentOf(host: Host, id: string): string | null {
  return host.glance(id)?.parent ?? null
}

/** From the node's parent up to its page. */
export function ancestorsOf(host: Host, id: string): readonly string[] {
  const found: string[] = []
  for (let parent = parentOf(host, id); parent !== null; parent = parentOf(host, parent)) found.push(parent)
  return found
}

export function pageOf(host: Host, id: string): string | null {
  const pages = new Set(host.pages().map((page) => page.id))
  return [id, ...ancestorsOf(host, id)].find((one) => pages.has(one)) ?? null
}

/** The frames a person sees first: the children of the page and of its sections. */
export function topLevelOf(host: Host, pageId: string): readonly string[] {
  return host.children(pageId).flatMap((id) => (host.glance(id)?.type === 'SECTION' ? [id, ...topLevelOf(host, id)] : [id]))
}

export function findByName(host: Host, parent: string, name: string): string | null {
  for (const id of host.children(parent)) {
    if (host.glance(id)?.name === name) return id
    const deeper = findByName(host, id, name)
    if (deeper !== null) return deeper
  }
  return null
}

export function boxesOf(host: Host, ids: readonly string[]): readonly Box[] {
  return ids.flatMap((id) => host.box(id) ?? [])
}

/** The four corners in page coordinates, clockwise from the node's own upper left. */
export function cornersOf(host: Host, id: string): readonly Point[] {
  const node = host.glance(id)
  if (!node) return []
  const { width, height } = node
  const ownCorners = [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ]
  return ownCorners.map((corner) => onPage(host, id, corner))
}

function onPage(host: Host, id: string, point: Point): Point {
  let { x, y } = point
  let isOwn = true
  for (let at: string | null = id; at !== null; at = parentOf(host, at)) {
    const node = host.glance(at)
    // A page has no position, and a group is no coordinate system: its children are positioned in the group's container.
    if (node && node.type !== 'PAGE' && (isOwn || node.type !== 'GROUP')) {
      const [[a, b, tx], [c, d, ty]] = node.transform
      ;[x, y] = [a * x + b * y + tx, c * x + d * y + ty]
    }
    isOwn = false
  }
  return { x, y }
}
