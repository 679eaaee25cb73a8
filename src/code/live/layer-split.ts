// A source split into two sets of layers: those that stay live and those that are part of the picture.

import { isLasting } from '../../core/live/part.ts'
import { type LiveChoice, hasChoice, withInPicture } from '../../core/recipe/live-choice.ts'
import type { Subject } from '../../core/selection/subject.ts'
import type { Whole } from '../../core/live/live.ts'
import type { FoundSubject } from '../selection/find-subject.ts'
import { type Counts, countParts } from '../../core/live/count-parts.ts'
import { type StuckLayer, idsInPicture } from '../../core/live/stuck.ts'
import { type Part, childrenOf, productNodes } from './parts.ts'
import type { LayerSet } from '../../core/live/plan-removal.ts'
import { isNamedLive, sortLayers } from './sort-layers.ts'
import { stuckLayers } from './stuck.ts'

export type LayerSplit = {
  /** One part per layer of the source. */
  readonly parts: readonly Part[]
  readonly facts: Counts
  readonly found: FoundSubject
  readonly isScene: boolean
  /** Why nothing of the source can stay live although something was chosen to; null where it can. */
  readonly whole: Whole | null
  /** The background colour of a scene: `#rrggbb`, or empty. */
  readonly background: string
}

/** Splits a source as it was split when its picture was made: the choice records which layers went into the picture. */
export function splitLayers(found: FoundSubject, subject: Subject, live: LiveChoice): LayerSplit {
  return splitOf(found, subject, sortLayers(found.layers, live, { isScene: subject.scene !== null }))
}

function splitOf(found: FoundSubject, { scene }: Subject, parts: readonly Part[]): LayerSplit {
  return { parts, facts: countParts(parts), found, isScene: scene !== null, background: scene?.background ?? '', whole: null }
}

/** A split in which all layers are picture, made without reading what they contain. */
export function wholePicture(found: FoundSubject, subject: Subject): LayerSplit {
  return splitOf(
    found,
    subject,
    found.layers.map((node) => ({ node, role: 'rest', parts: [] })),
  )
}

/** The split for a picture that is sent now. `live` records which layers go into the picture, and `stuck` why. */
export type SplitNow = LayerSplit & { readonly live: LiveChoice; readonly stuck: readonly StuckLayer[] }

export function splitNow(found: FoundSubject, subject: Subject, choice: LiveChoice): SplitNow {
  const split = splitLayers(found, subject, choice)
  const { liveCount, area } = split.facts
  const stuck = liveCount > 0 || area !== null ? stuckLayers(split.parts, split.isScene) : []
  if (stuck.length === 0) return { ...split, live: choice, stuck }
  const live = withInPicture(choice, [...(choice.inPicture ?? []), ...idsInPicture(stuck)])
  return { ...splitLayers(found, subject, live), live, stuck }
}

function holdsNamed(node: SceneNode): boolean {
  return childrenOf(node).some((child) => isNamedLive(child.name) || holdsNamed(child))
}

/** Like `splitNow`, but when nothing was chosen to stay live it reads only the names of layers, because an order waits for this. */
export function splitToSend(found: FoundSubject, subject: Subject, choice: LiveChoice): SplitNow {
  const isNamed = (layer: SceneNode): boolean => (subject.scene !== null && isNamedLive(layer.name)) || holdsNamed(layer)
  return hasChoice(choice) || found.layers.some(isNamed)
    ? splitNow(found, subject, choice)
    : { ...wholePicture(found, subject), live: choice, stuck: [] }
}

/** The split of a source of which nothing can stay live, for the reason `whole`. */
export function wholeSplit(split: LayerSplit, whole: Whole): LayerSplit {
  const parts = split.found.layers.map((node): Part => ({ node, role: 'rest', parts: [] }))
  return { ...split, parts, facts: { ...split.facts, liveCount: 0, products: [], kept: [], area: null }, whole }
}

/** The layers that get copied to make a picture or its result. */
export function copiedLayers(split: LayerSplit, { area }: LiveChoice): readonly SceneNode[] {
  return area !== null || isSplit(split) ? split.found.layers : productNodes(split.parts)
}

/** Whether a part shows anything in this set of layers. */
export function isIn({ role }: Part, set: LayerSet): boolean {
  return set === 'picture' || isLasting(role)
}

/** The part with only these products live, and everything else picture. */
export function onlyProducts(part: Part, isMeant: (product: SceneNode) => boolean): Part {
  const { node, role } = part
  const parts = part.parts.map((inner) => onlyProducts(inner, isMeant))
  const isEmpty =
    role === 'live' ||
    (role === 'product' && !isMeant(node)) ||
    (role === 'holds' && !parts.some((inner) => inner.role === 'product' || inner.role === 'holds'))
  return isEmpty ? { node, role: 'rest', parts: [] } : { node, role, parts }
}

/** Whether a result of this source clips what lies outside it. */
export function isClipped({ found: { layers }, isScene }: LayerSplit): boolean {
  const [only] = layers
  return isScene || (only !== undefined && 'clipsContent' in only && only.clipsContent)
}

/** Whether the picture that is sent differs from the source. */
export function isSplit({ facts }: LayerSplit): boolean {
  return facts.liveCount > facts.products.length || facts.area !== null
}

/** Whether anything remains to be sent. */
export function isSendable({ parts }: LayerSplit): boolean {
  return parts.some(({ role }) => role !== 'live' && role !== 'area')
}
