// Protocol slice: the measured figures of a result, and its laid-back picture.

import type { Affine } from '../base/geometry.ts'
import type { TaskKey } from '../recipe/task.ts'
import type { Figures } from './figures.ts'

/** The picture with its edge repeated; `transform` maps the unit square of the present picture to that of this one. */
export type LaidBack = { readonly bytes: Uint8Array; readonly transform: Affine }

export type Found = { readonly figures: Figures; readonly laidBack: LaidBack | null }

/** `data` is SVG path data; `rule` says what it fills, as a canvas takes it. */
export type OutlinePath = { readonly data: string; readonly rule: 'nonzero' | 'evenodd' }

/** The outline of an area's layer; `transform` takes the coordinates of the paths to shares of the source's width and height. */
export type AreaOutline = { readonly paths: readonly OutlinePath[]; readonly transform: Affine }

/** Methods of the sandbox that the iframe can call. */
export type FidelityApi = {
  /** Null when the source or the area is gone. */
  areaOutline(about: { readonly sourceId: string; readonly areaId: string }): AreaOutline | null
  /** Announces that this task's picture is about to be filled in and is being measured, so that its undo step waits a while for the figures. */
  expectFidelity(key: TaskKey): void
  /** `found` is null where the picture cannot be measured. */
  noteFidelity(about: { readonly key: TaskKey; readonly found: Found | null }): void
  /** Applies the figures noted for a picture that is on the canvas by now. Null when there are none, or the result is gone. */
  settleFidelity(about: { readonly key: TaskKey; readonly nodeId: string }): Figures | null
  /** The figures in a result's recipe; null when the result or its figures do not exist. */
  figuresOf(nodeId: string): Figures | null
  /** Shows the picture as the model returned it again, as one undo step. Null when there is nothing to undo. */
  undoLayBack(nodeId: string): Figures | null
}
