// What Compare shows and does.

import type { ReadonlySignal } from '@preact/signals'
import type { Size } from '../../core/base/geometry.ts'
import type { Figures } from '../../core/fidelity/figures.ts'
import type { ReadRecipe } from '../../core/recipe/recipe.ts'

/** The state of a layer's picture. `size` in px of the picture. */
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
  /** The measured figures; null when it was not measured. */
  readonly figures: Figures | null
}

export type Comparison =
  | { readonly state: 'closed' }
  | { readonly state: 'opening' }
  | { readonly state: 'failed'; readonly sentence: string }
  | {
      readonly state: 'open'
      readonly result: ComparedResult
      /** Index of the result among the `count` results of its source. */
      readonly index: number
      readonly count: number
      readonly before: PictureState
      readonly after: PictureState
    }

export type ComparePart = {
  readonly comparison: ReadonlySignal<Comparison>
  /** Compares a result of this plugin with its source. */
  open(nodeId: string): void
  /** Moves to the next (1) or previous (-1) result of the same source; stops at the ends. */
  step(by: 1 | -1): void
  close(): void
  /** The last view settings, for the next comparison. */
  readonly remembered: { view: View; divider: number; showsLines: boolean }
}

export type View = 'slider' | 'side' | 'hold'
