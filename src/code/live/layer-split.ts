// A source split in two sets of layers: those that stay live and those that are picture.

import { isLasting } from '../../core/live/part.ts'
import type { LiveChoice } from '../../core/recipe/live-choice.ts'
import type { Subject } from '../../core/selection/subject.ts'
import type { FoundSubject } from '../selection/find-subject.ts'
import { type Counts, countParts } from '../../core/live/count-parts.ts'
import type { Part } from './parts.ts'
import type { LayerSet } from '../../core/live/plan-removal.ts'
import { sortLayers } from './sort-layers.ts'

export type LayerSplit = {
  /** One for each layer of the source. */
  readonly parts: readonly Part[]
  readonly facts: Counts
  readonly found: FoundSubject
  readonly isScene: boolean
}

export function splitLayers(found: FoundSubject, { scene }: Subject, live: LiveChoice): LayerSplit {
  const isScene = scene !== null
  const parts = sortLayers(found.layers, live, { isScene })
  return { parts, facts: countParts(parts), found, isScene }
}

/** Whether a part has anything to show in this set. */
export function isIn({ role }: Part, set: LayerSet): boolean {
  return set === 'picture' || isLasting(role)
}

/** Parts with only these products live, and everything else picture. */
export function onlyProducts(part: Part, isMeant: (product: SceneNode) => boolean): Part {
  const { node, role } = part
  const parts = part.parts.map((inner) => onlyProducts(inner, isMeant))
  const isEmpty =
    role === 'live' ||
    (role === 'product' && !isMeant(node)) ||
    (role === 'holds' && !parts.some((inner) => inner.role === 'product' || inner.role === 'holds'))
  return isEmpty ? { node, role: 'rest', parts: [] } : { node, role, parts }
}

/** Whether a result of this source cuts off what lies outside of it. */
export function isClipped({ found: { layers }, isScene }: LayerSplit): boolean {
  const [only] = layers
  return isScene || (only !== undefined && 'clipsContent' in only && only.clipsContent)
}

/** Whether the picture that leaves is another than the source. */
export function isSplit({ facts }: LayerSplit): boolean {
  return facts.liveCount > facts.products.length || facts.area !== null
}

/** Whether anything is left to be sent. */
export function isSendable({ parts }: LayerSplit): boolean {
  return parts.some(({ role }) => role !== 'live' && role !== 'area')
}
