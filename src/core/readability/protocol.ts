// Protocol slice: live texts over a picture, and scrims.

import type { Affine } from '../base/geometry.ts'
import type { Rgb } from './readable-color.ts'
import type { LiveText } from './readability.ts'
import type { LaidScrim } from './scrim-placement.ts'

/** The result without its live texts, as a PNG; `onPicture` maps coordinates of the result to pixels of the PNG. */
export type Backdrop = { readonly png: Uint8Array; readonly onPicture: Affine }

export type Readability = {
  readonly texts: readonly LiveText[]
  /** The picture under the texts; null when there are no texts. */
  readonly backdrop: Backdrop | null
  /** The number of scrims in the result. */
  readonly laid: number
}

export type TextColor = { readonly id: string; readonly color: Rgb }

/** Methods of the sandbox that the iframe can call. */
export type ReadabilityApi = {
  /** Null when the result is gone. `scrims` are drawn in place of the existing ones, without changing the document. */
  readability(request: { readonly nodeId: string; readonly scrims: readonly LaidScrim[] | null }): Readability | null
  /** Replaces the existing scrims, as one undo step; returns what then lies under the texts. Errors: `internal` when the result is gone. */
  layScrims(request: { readonly nodeId: string; readonly scrims: readonly LaidScrim[] }): Readability
  /** Gives live texts of a result other colours, as one undo step; returns what then lies under them. Errors: `internal` when the result is gone. */
  recolourTexts(request: { readonly nodeId: string; readonly colors: readonly TextColor[] }): Readability
}
