// Pictures that have arrived on the canvas, for features that look at them.

import type { Recipe } from '../../core/recipe/recipe.ts'

export type Arrival = {
  readonly key: string
  readonly nodeId: string
  readonly recipe: Recipe
  /** The picture that was sent; null for one that an earlier window had sent. */
  readonly sent: Blob | null
  /** Null when only Figma has them. */
  readonly bytes: Uint8Array | null
}

export type Arrivals = {
  tell(arrival: Arrival): void
  listen(hear: (arrival: Arrival) => void): void
}

export function makeArrivals(): Arrivals {
  const listeners: ((arrival: Arrival) => void)[] = []
  return {
    tell: (arrival) => listeners.forEach((hear) => hear(arrival)),
    listen: (hear) => void listeners.push(hear),
  }
}
