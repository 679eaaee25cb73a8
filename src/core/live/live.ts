// What can stay live in a source, and the names of layers that always do. Live layers lie over the result as the nodes they were.

import type { Box } from '../base/geometry.ts'
import type { LiveChoice } from '../recipe/live-choice.ts'
import type { NamedLayer } from '../selection/subject.ts'

/** A layer whose name begins so stays live in every frame, whatever is chosen. */
export const keepName = '#keep'
export const productName = '#product'

/** Why all of a source goes into the picture although something was to stay live. */
export type Whole = { readonly kind: 'font'; readonly name: string } | { readonly kind: 'mode' }

/** The shape that marks an area. */
export type MarkerLayer = NamedLayer & { readonly isHidden: boolean }

/** `box`: upright, in page coordinates. `isObject`: made of several layers, or a photo; a lone shape is more often light or shadow. */
export type PlacedLayer = NamedLayer & { readonly box: Box; readonly isObject: boolean }

/** What a source holds that can stay live, and what cannot. */
export type LiveFacts = {
  /** Besides those in kept layers and products. */
  readonly texts: number
  readonly vectors: number
  /** Chosen by a person or by name. */
  readonly kept: readonly NamedLayer[]
  readonly products: readonly PlacedLayer[]
  readonly area: MarkerLayer | null
  /** Texts that are part of a shape or cut one out: they go with the picture. */
  readonly notLiftable: number
  /** Layers filled with an image: what is written in it is picture. */
  readonly images: number
  /** Layers of which a person may say that one is the product: those directly in the frame or scene, the uppermost first. */
  readonly candidates: readonly PlacedLayer[]
  /** How many layers stay live as things are chosen, products among them. */
  readonly liveCount: number
}

function withIds(ids: readonly string[], layers: readonly NamedLayer[]): readonly string[] {
  return [...new Set([...ids, ...layers.map(({ id }) => id)])]
}

/** Layers that stay live by their name are noted like chosen ones: a recipe tells all that was kept. */
export function withNamed(live: LiveChoice, { kept, products }: Record<'kept' | 'products', readonly NamedLayer[]>): LiveChoice {
  return {
    ...live,
    kept: withIds(live.kept, kept),
    products: withIds(live.products, products),
  }
}
