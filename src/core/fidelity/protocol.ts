// Across the wire: what was measured of a result, and its picture laid back.

import type { Affine, Box } from '../base/geometry.ts'
import type { Figures } from './figures.ts'

/** The picture with its edge repeated; `transform` leads from the unit square of the picture as it lies to that of this one. */
export type LaidBack = { readonly bytes: Uint8Array; readonly transform: Affine }

/** The box of an area in its source, in shares of the source's width and height. */
export type AreaBox = Box

/** What the iframe may ask of the sandbox. */
export type FidelityApi = {
  /** Null when one of them is gone. */
  areaBox(about: { readonly sourceId: string; readonly areaId: string }): AreaBox | null
  /** Writes the figures into the recipe of a result, with `laidBack` in place of its picture. False when the result is gone. */
  noteFidelity(found: { readonly nodeId: string; readonly figures: Figures; readonly laidBack: LaidBack | null }): boolean
  /** The picture lies again as the model gave it, as one undo step. Null when there is nothing to undo. */
  undoLayBack(nodeId: string): Figures | null
}
