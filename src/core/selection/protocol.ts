// Across the wire: what is selected, and what was edited.

import type { Point, Size } from '../base/geometry.ts'
import type { NamedLayer, Subject } from './subject.ts'

/** Why a selected node cannot be restyled. */
export type Unfit = 'slice' | 'page' | 'empty' | 'invisible' | 'too-small' | 'too-long' | 'not-drawable' | 'placeholder' | 'all-live'

/** How many layers of a kind there are in a source, counted among the first few hundred. */
export type Layers = { readonly texts: number; readonly images: number; readonly vectors: number }

export type Source = {
  readonly id: string
  readonly name: string
  readonly type: string
  /** As it is seen: the upright box around it, in canvas px of its page. */
  readonly size: Size
  readonly at: Point
  /** Its own width and height, as Figma's panel shows them: another size where it is rotated. */
  readonly nodeSize: Size
  readonly layers: Layers
  /** The recipe of a picture that this plugin made, as it stands on the layer: parsed by who reads it. */
  readonly recipe: string
  /** What it lies in, from the inside out, up to the page. */
  readonly ancestors: readonly (NamedLayer & { readonly type: string })[]
}

export type Selection =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'unfit' } & Skipped)
  | { readonly kind: 'one'; readonly source: Source }
  /** Lowest layer first. `skipped` are those that cannot be restyled. */
  | { readonly kind: 'several'; readonly sources: readonly Source[]; readonly skipped: readonly Skipped[] }

export type Skipped = { readonly id: string; readonly name: string; readonly why: Unfit }

/** What the iframe may ask of the sandbox. */
export type SelectionApi = {
  /** Selects without moving the view. */
  select(subject: Subject): void
  /** Selects it and brings it into view. */
  reveal(subject: Subject): void
}

/** What the sandbox tells the iframe. */
export type SelectionEvents = {
  selectionChanged(selection: Selection): void
  /** Something inside the selected source was edited. */
  sourceChanged(nodeId: string): void
}
