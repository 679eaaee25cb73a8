// Pictures that have arrived on the canvas, for features that look at them.

import type { Recipe } from '../../core/recipe/recipe.ts'

/** `sent` is the picture that was sent; null for one that an earlier window had sent. */
export type Arrival = { readonly nodeId: string; readonly recipe: Recipe; readonly sent: Blob | null; readonly bytes: Uint8Array }

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
