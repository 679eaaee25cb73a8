// A subject in the document: its layers, the box it takes, and the place where its results go.

import { inflate } from '../../core/base/box.ts'
import { type Box, boundsOf, translation, union } from '../../core/base/geometry.ts'
import type { Unfit } from '../../core/selection/protocol.ts'
import type { Subject } from '../../core/selection/subject.ts'
import type { Place } from '../../core/selection/place.ts'
import { type Figma, findNode } from '../base/figma.ts'
import { boxOf, byLayer, pageOf, placeOf } from './levels.ts'
import { unfitReason } from './selection.ts'

export type Found = {
  /** Lowest first; one for a single node. */
  readonly layers: readonly SceneNode[]
  readonly name: string
  /** As it is seen, in canvas px of its page. */
  readonly box: Box
  readonly place: Place
}

/** Nothing where no layer of it is left. Layers of a scene that are gone are left out. */
export async function findSubject(figma: Figma, { id, scene }: Subject): Promise<Found | null> {
  const found: SceneNode[] = []
  for (const one of scene === null ? [id] : scene.ids) {
    const node = await findNode(figma, one)
    if (node === null) continue
    // What lies in a layer of another page can be read once that page is loaded.
    await pageOf(node)?.loadAsync()
    found.push(node)
  }
  const [first] = found
  if (first === undefined) return null
  if (scene === null) {
    const place = placeOf(first)
    return { layers: found, name: first.name, box: boundsOf(place.pose.size, place.pose.transform), place }
  }
  const layers = byLayer(found)
  const box = inflate(layers.map(boxOf).reduce(union), scene.padding)
  const places = layers.map(placeOf)
  const { pageId } = placeOf(first)
  const { x, y, width, height } = box
  const pose = { size: { width, height }, transform: translation(x, y) }
  const neighbour = places.map((place) => place.neighbour).reduce(union, box)
  const name = layers.length === 1 ? first.name : `${first.name} and ${layers.length - 1} more`
  return { layers, name, box, place: { pageId, pose, corners: [0, 0, 0, 0], neighbour } }
}

/** Why it cannot be exported; nothing where it can. */
export function whyUnfit({ layers }: Found): Unfit | null {
  for (const layer of layers) {
    const why = unfitReason(layer)
    if (why !== null && !(layers.length > 1 && why === 'too-small')) return why
  }
  return null
}
