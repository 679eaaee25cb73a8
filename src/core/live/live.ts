// What can stay live in a source, and the name prefixes of layers that always do. Live layers stay ordinary Figma layers above the result's picture.

import type { Box } from '../base/geometry.ts'
import type { LiveChoice } from '../recipe/live-choice.ts'
import type { NamedLayer } from '../selection/subject.ts'

/** A layer whose name begins with this stays live in every frame, whatever is chosen. */
export const keepName = '#keep'
export const productName = '#product'

/** Why the whole source goes into the picture although something was chosen to stay live. */
export type Whole = { readonly kind: 'font'; readonly name: string } | { readonly kind: 'mode' }

/** The shape that marks an area. */
export type MarkerLayer = NamedLayer & { readonly isHidden: boolean }

/** `box`: axis-aligned, in page coordinates. `isObject`: made of several layers, or a photo; a single shape is more often light or shadow. */
export type PlacedLayer = NamedLayer & { readonly box: Box; readonly isObject: boolean }

/** What in a source can stay live, and what cannot. */
export type LiveFacts = {
  /** Not counting those in kept layers and products. */
  readonly texts: number
  readonly vectors: number
  /** Chosen by the user or by their names. */
  readonly kept: readonly NamedLayer[]
  readonly products: readonly PlacedLayer[]
  readonly area: MarkerLayer | null
  /** Texts that are part of a shape or cut one out; they go into the picture. */
  readonly notLiftable: number
  /** Layers filled with an image; any text in the image is part of the picture. */
  readonly images: number
  /** Layers offered to the user as the product: those directly in the frame or scene, topmost first. */
  readonly candidates: readonly PlacedLayer[]
  /** The number of layers that stay live with the present choice, including products. */
  readonly liveCount: number
}

function withIds(ids: readonly string[], layers: readonly NamedLayer[]): readonly string[] {
  return [...new Set([...ids, ...layers.map(({ id }) => id)])]
}

/** Adds layers that stay live by their name to the chosen ones, so that a recipe lists everything that was kept. */
export function withNamed(live: LiveChoice, { kept, products }: Record<'kept' | 'products', readonly NamedLayer[]>): LiveChoice {
  return {
    ...live,
    kept: withIds(live.kept, kept),
    products: withIds(live.products, products),
  }
}
