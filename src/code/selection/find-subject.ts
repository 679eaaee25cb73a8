// Finds a subject in the document: its layers, their box, and the place that determines where its results go.

import { inflate } from '../../core/base/box.ts'
import { type Box, boundsOf, translation, union } from '../../core/base/geometry.ts'
import type { Place } from '../../core/selection/place.ts'
import type { Unfit } from '../../core/selection/protocol.ts'
import type { Scene, Subject } from '../../core/selection/subject.ts'
import { type Figma, findNode } from '../base/figma.ts'
import { boxOf, byLayer, pageOf, placeOf } from './levels.ts'
import { unfitReason } from './unfit.ts'

export type FoundSubject = {
  /** Lowest first; a single node gives one layer. */
  readonly layers: readonly SceneNode[]
  readonly name: string
  /** The axis-aligned box around the subject, in page coordinates. */
  readonly box: Box
  readonly place: Place
}

async function findLayers(figma: Figma, ids: readonly string[]): Promise<readonly SceneNode[]> {
  const found: SceneNode[] = []
  for (const id of ids) {
    const node = await findNode(figma, id)
    if (node === null) continue
    // The children of a layer on another page can be read only after that page is loaded.
    await pageOf(node)?.loadAsync()
    found.push(node)
  }
  // The user may delete a layer while the next one is looked up.
  return found.filter(({ removed }) => !removed)
}

function asNode(node: SceneNode): FoundSubject {
  const place = placeOf(node)
  return { layers: [node], name: node.name, box: boundsOf(place.pose.size, place.pose.transform), place }
}

/** @param first the layer that the scene is named after */
function asScene(found: readonly SceneNode[], first: SceneNode, { padding }: Scene): FoundSubject {
  const layers = byLayer(found)
  const box = inflate(layers.map(boxOf).reduce(union), padding)
  const { x, y, width, height } = box
  return {
    layers,
    name: layers.length === 1 ? first.name : `${first.name} and ${layers.length - 1} more`,
    box,
    place: {
      pageId: placeOf(first).pageId,
      pose: { size: { width, height }, transform: translation(x, y) },
      corners: [0, 0, 0, 0],
      neighbour: layers.map((layer) => placeOf(layer).neighbour).reduce(union, box),
    },
  }
}

/** Null when none of its layers exists any more. Missing layers of a scene are left out. */
export async function findSubject(figma: Figma, { id, scene }: Subject): Promise<FoundSubject | null> {
  const layers = await findLayers(figma, scene === null ? [id] : scene.ids)
  const [first] = layers
  if (first === undefined) return null
  return scene === null ? asNode(first) : asScene(layers, first, scene)
}

/** Why the subject cannot be exported; null when it can. Single layers of a scene may be too small. */
export function whyUnfit({ layers }: FoundSubject): Unfit | null {
  for (const layer of layers) {
    const why = unfitReason(layer)
    if (why !== null && !(layers.length > 1 && why === 'too-small')) return why
  }
  return null
}
