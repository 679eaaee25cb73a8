// What the comparison shows and does.

import type { ReadonlySignal } from '@preact/signals'
import type { Size } from '../../core/base/geometry.ts'
import type { Figures } from '../../core/fidelity/figures.ts'
import type { ReadRecipe } from '../../core/recipe/recipe.ts'

/** A picture of a layer on its way to the screen. `size` in px of the picture. */
export type PictureState =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly url: string; readonly size: Size }
  | { readonly state: 'gone' }
  | { readonly state: 'failed'; readonly sentence: string }

/** A result of the source. Its recipe is null when it cannot be read. */
export type ComparedResult = {
  readonly id: string
  readonly name: string
  readonly recipe: ReadRecipe | null
  /** What was measured of it; null where nothing was. */
  readonly figures: Figures | null
}

export type Comparison =
  | { readonly state: 'closed' }
  | { readonly state: 'opening' }
  | { readonly state: 'failed'; readonly sentence: string }
  | {
      readonly state: 'open'
      readonly result: ComparedResult
      /** Which one of how many, counted from 0. */
      readonly index: number
      readonly count: number
      readonly before: PictureState
      readonly after: PictureState
    }

export type ComparePart = {
  readonly comparison: ReadonlySignal<Comparison>
  /** Opens before and after of a result of this plugin. */
  open(nodeId: string): void
  /** To the next (1) or the previous (-1) result of the same source; stays at the ends. */
  step(by: 1 | -1): void
  close(): void
  /** How one looked last. */
  readonly remembered: { view: View; divider: number; showsLines: boolean }
}

export type View = 'slider' | 'side' | 'hold'
