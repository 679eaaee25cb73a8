// Pictures on their way onto the canvas, for features that look at them.

import type { Size } from '../../core/base/geometry.ts'
import type { Recipe } from '../../core/recipe/recipe.ts'

/** A picture that is about to be filled in. */
export type Coming = {
  readonly key: string
  readonly recipe: Recipe
  /** What the picture shows of the canvas: the upright box around its source, in canvas px. */
  readonly box: Size
  /** The picture of the source, as it was sent or as it was beside a depth map; null where it is not known any more. */
  readonly source: Blob | Promise<Blob | null> | null
  readonly bytes: Uint8Array
}

/** A picture that lies on the canvas. */
export type Arrival = Pick<Coming, 'key' | 'recipe'> & { readonly nodeId: string }

export type Listener = {
  /** Told before the sandbox is, so that what is asked of it here arrives there first. Not told where only Figma has the bytes. */
  coming(coming: Coming): void
  arrived(arrival: Arrival): void
}

/** What is told to all that listen. */
export type Arrivals = Listener & { listen(listener: Listener): void }

export function makeArrivals(): Arrivals {
  const listeners: Listener[] = []
  return {
    coming: (coming) => listeners.forEach((listener) => listener.coming(coming)),
    arrived: (arrival) => listeners.forEach((listener) => listener.arrived(arrival)),
    listen: (listener) => void listeners.push(listener),
  }
}
