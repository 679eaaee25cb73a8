// Announces pictures that arrive on the canvas to the features that inspect them.

import type { Size } from '../../core/base/geometry.ts'
import type { Recipe } from '../../core/recipe/recipe.ts'

/** A picture that is about to fill its placeholder. */
export type Coming = {
  readonly key: string
  readonly recipe: Recipe
  /** Size of the upright bounding box around the source, in canvas px. */
  readonly box: Size
  /** The source picture: as sent, or as exported next to a depth map. Null when it is no longer available. */
  readonly source: Blob | Promise<Blob | null> | null
  readonly bytes: Uint8Array
}

/** A picture that is on the canvas. */
export type Arrival = Pick<Coming, 'key' | 'recipe'> & { readonly nodeId: string }

export type Listener = {
  /**
   * Called before the sandbox fills the placeholder, so that requests made here reach the sandbox first. Not called when only Figma has the
   * bytes.
   */
  coming(coming: Coming): void
  arrived(arrival: Arrival): void
}

/** Passes every announcement on to all listeners. */
export type Arrivals = Listener & { listen(listener: Listener): void }

export function makeArrivals(): Arrivals {
  const listeners: Listener[] = []
  return {
    coming: (coming) => listeners.forEach((listener) => listener.coming(coming)),
    arrived: (arrival) => listeners.forEach((listener) => listener.arrived(arrival)),
    listen: (listener) => void listeners.push(listener),
  }
}
