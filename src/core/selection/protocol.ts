// Across the wire: what is selected, and what was edited.

import type { Point, Size } from '../base/geometry.ts'
import type { NamedLayer, Subject } from './subject.ts'

/** Why a selected node cannot be restyled. */
export type Unfit = 'slice' | 'page' | 'empty' | 'invisible' | 'too-small' | 'too-long' | 'not-drawable' | 'placeholder' | 'all-live'

/** How many layers of each kind there are among the first few hundred of a source. */
export type Layers = { readonly texts: number; readonly images: number; readonly vectors: number }

export type Source = {
  readonly id: string
  readonly name: string
  readonly type: string
  /** Of the upright box around it, in page coordinates. */
  readonly size: Size
  readonly position: Point
  /** Its own width and height, as Figma's panel shows them. Differs from `size` when it is rotated. */
  readonly nodeSize: Size
  readonly layers: Layers
  /** The recipe as it is stored on the layer, not yet parsed; empty when this plugin did not make the layer. */
  readonly recipe: string
  /** What it lies in, up to the page, the nearest first. */
  readonly ancestors: readonly (NamedLayer & { readonly type: string })[]
}

export type Selection =
  | { readonly kind: 'none' }
  /** `within`: ids of what it lies in. */
  | ({ readonly kind: 'unfit'; readonly within?: readonly string[] } & Skipped)
  | { readonly kind: 'one'; readonly source: Source }
  /** The lowest layer first. `skipped` are those that cannot be restyled. */
  | { readonly kind: 'several'; readonly sources: readonly Source[]; readonly skipped: readonly Skipped[] }

export type Skipped = { readonly id: string; readonly name: string; readonly why: Unfit }

/** Where something is that is not selected. */
export type Located = Pick<Source, 'name' | 'position' | 'size' | 'nodeSize'>

/** What the iframe may ask of the sandbox. */
export type SelectionApi = {
  /** Null when it is gone. */
  locate(subject: Subject): Located | null
  /** Selects without moving the view. */
  select(subject: Subject): void
  /** Selects it and brings it into view. */
  reveal(subject: Subject): void
  /** The view goes back to where it was before it was moved to show something. */
  viewBack(): void
}

/** What the sandbox tells the iframe. */
export type SelectionEvents = {
  selectionChanged(selection: Selection): void
  /** Something inside the selected source was edited. */
  sourceChanged(nodeId: string): void
}
