// What of a source stays live: layers that the picture does not replace. They lie over the result as the nodes they were.

import { isRecord, readList, readString } from '../base/read.ts'
import type { Purpose } from '../look/look.ts'
import type { NamedLayer } from '../selection/subject.ts'

/** A shape over the source: only what lies `inside` it is replaced, or only what lies `outside`. */
export type Area = { readonly id: string; readonly changes: 'inside' | 'outside' }

export type LiveChoice = {
  readonly texts: boolean
  /** Icons, and shapes drawn by hand. */
  readonly vectors: boolean
  /** Ids of single layers that a person chose to keep. */
  readonly kept: readonly string[]
  /** Ids of layers that are part of the picture that leaves, and still stand over the result unchanged. */
  readonly products: readonly string[]
  readonly area: Area | null
}

export const nothingLive: LiveChoice = { texts: false, vectors: false, kept: [], products: [], area: null }

/** A layer whose name begins so stays live in every frame, whatever is chosen. */
export const keepName = '#keep'
export const productName = '#product'

/** A model redraws text into nonsense, which hurts a screen most. On a building it is a sign that belongs to the scene. */
export function keepsTexts(purpose: Purpose): boolean {
  return purpose === 'interface'
}

/** Whether anything was chosen to stay live; layers named so stay in any case. */
export function hasChoice({ texts, vectors, kept, products, area }: LiveChoice): boolean {
  return texts || vectors || kept.length > 0 || products.length > 0 || area !== null
}

function readIds(value: unknown): readonly string[] {
  return readList(value).filter((id): id is string => typeof id === 'string' && id !== '')
}

function readArea(value: unknown): Area | null {
  if (!isRecord(value) || readString(value.id) === '') return null
  return { id: readString(value.id), changes: value.changes === 'outside' ? 'outside' : 'inside' }
}

/** Nothing live where nothing was stored, as in recipes of earlier versions. */
export function readLiveChoice(stored: unknown): LiveChoice {
  return isRecord(stored)
    ? {
        texts: stored.texts === true,
        vectors: stored.vectors === true,
        kept: readIds(stored.kept),
        products: readIds(stored.products),
        area: readArea(stored.area),
      }
    : nothingLive
}

/** What a source holds that can stay live, and what cannot be lifted out of it. */
export type LiveFacts = {
  /** Besides those in kept layers and products. */
  readonly texts: number
  readonly vectors: number
  /** Chosen by a person or by name. */
  readonly kept: readonly NamedLayer[]
  readonly products: readonly NamedLayer[]
  readonly area: NamedLayer | null
  /** Texts that are part of a shape or cut one out: they go with the picture. */
  readonly stuck: number
  /** Layers filled with an image: what is written in it is picture. */
  readonly images: number
  /** Layers of which a person may say that one is the product: those directly in the frame or scene, the uppermost first. */
  readonly candidates: readonly NamedLayer[]
  /** How many layers stay live as things are chosen, products among them. */
  readonly live: number
}

function withIds(ids: readonly string[], layers: readonly NamedLayer[]): readonly string[] {
  return [...new Set([...ids, ...layers.map(({ id }) => id)])]
}

/** Layers that stay live by their name are noted like chosen ones: a recipe tells all that was kept. */
export function withNamed(live: LiveChoice, { kept, products }: Pick<LiveFacts, 'kept' | 'products'>): LiveChoice {
  return {
    ...live,
    kept: withIds(live.kept, kept),
    products: withIds(live.products, products),
  }
}
