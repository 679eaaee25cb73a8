// Across the wire: what was measured of a result, and its picture laid back.

import type { Affine, Box } from '../base/geometry.ts'
import type { TaskKey } from '../recipe/task.ts'
import type { Figures } from './figures.ts'

/** The picture with its edge repeated; `transform` leads from the unit square of the picture as it lies to that of this one. */
export type LaidBack = { readonly bytes: Uint8Array; readonly transform: Affine }

export type Found = { readonly figures: Figures; readonly laidBack: LaidBack | null }

/** The box of an area in its source, in shares of the source's width and height. `isRound`: what touches its corners is no part of the area. */
export type AreaBox = Box & { readonly isRound: boolean }

/** What the iframe may ask of the sandbox. */
export type FidelityApi = {
  /** Null when one of them is gone. */
  areaBox(about: { readonly sourceId: string; readonly areaId: string }): AreaBox | null
  /** The picture of this task is about to be filled in, and is being measured: its undo step waits a while for what is found. */
  expectFidelity(key: TaskKey): void
  /** `found` is null where it cannot be measured. */
  noteFidelity(about: { readonly key: TaskKey; readonly found: Found | null }): void
  /** What was noted of a picture that lies on the canvas by now, as it stands there. Null when there is nothing, or the result is gone. */
  settleFidelity(about: { readonly key: TaskKey; readonly nodeId: string }): Figures | null
  /** As they stand in the recipe of a result; null when it is gone, or they are. */
  figuresOf(nodeId: string): Figures | null
  /** The picture lies again as the model gave it, as one undo step. Null when there is nothing to undo. */
  undoLayBack(nodeId: string): Figures | null
}
