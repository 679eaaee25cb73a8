// Protocol slice: what is selected, and what was edited.

import type { Point, Size } from '../base/geometry.ts'
import type { NamedLayer, Subject } from './subject.ts'

/** Why a selected node cannot be restyled. */
export type Unfit = 'slice' | 'page' | 'empty' | 'invisible' | 'too-small' | 'too-long' | 'not-drawable' | 'placeholder' | 'all-live'

/** How many layers of each kind are among the first few hundred of a source. */
export type Layers = { readonly texts: number; readonly images: number; readonly vectors: number }

export type Source = {
  readonly id: string
  readonly name: string
  readonly type: string
  /** Size and position of the axis-aligned box around it, in page coordinates. */
  readonly size: Size
  readonly position: Point
  /** Its own width and height, as in Figma's panel. Differs from `size` when it is rotated. */
  readonly nodeSize: Size
  readonly layers: Layers
  /** The stored text of the recipe, not yet parsed; empty when this plugin did not make the layer. */
  readonly recipe: string
  /** The ancestors below the page, nearest first. */
  readonly ancestors: readonly (NamedLayer & { readonly type: string })[]
}

export type Selection =
  | { readonly kind: 'none' }
  /** `within`: ids of its ancestors. */
  | ({ readonly kind: 'unfit'; readonly within?: readonly string[] } & Skipped)
  | { readonly kind: 'one'; readonly source: Source }
  /** Lowest layer first. `skipped` are layers that cannot be restyled. */
  | { readonly kind: 'several'; readonly sources: readonly Source[]; readonly skipped: readonly Skipped[] }

export type Skipped = { readonly id: string; readonly name: string; readonly why: Unfit }

/** Name, position and size of a subject that need not be selected. */
export type Located = Pick<Source, 'name' | 'position' | 'size' | 'nodeSize'>

/** Methods of the sandbox that the iframe can call. */
export type SelectionApi = {
  /** Null when the subject is gone. */
  locate(subject: Subject): Located | null
  /** Selects without moving the view. */
  select(subject: Subject): void
  /** Selects the subject and brings it into view. */
  reveal(subject: Subject): void
  /** Restores the view from before it was moved to show something. */
  viewBack(): void
}

/** Events that the sandbox sends to the iframe. */
export type SelectionEvents = {
  selectionChanged(selection: Selection): void
  /** Something inside the selected source was edited. */
  sourceChanged(nodeId: string): void
}
