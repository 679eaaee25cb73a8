// Across the wire: live texts over a picture, and scrims.

import type { Affine } from '../base/geometry.ts'
import type { Rgb } from './readable-color.ts'
import type { LiveText } from './readability.ts'
import type { LaidScrim } from './scrim-placement.ts'

/** The result without its live texts as a PNG; `onPicture` leads from the plane of the result to the pixels of the picture. */
export type Backdrop = { readonly png: Uint8Array; readonly onPicture: Affine }

export type Readability = {
  readonly texts: readonly LiveText[]
  /** What lies under the texts; null when there are none. */
  readonly backdrop: Backdrop | null
  /** How many scrims lie in the result. */
  readonly laid: number
}

export type TextColor = { readonly id: string; readonly color: Rgb }

/** What the iframe may ask of the sandbox. */
export type ReadabilityApi = {
  /** Null when the result is gone. `scrims` are tried in place of those that lie: the document stays as it is. */
  readability(request: { readonly nodeId: string; readonly scrims: readonly LaidScrim[] | null }): Readability | null
  /** In place of those that lie, as one undo step; gives what then lies under the texts. Errors: `internal` when the result is gone. */
  layScrims(request: { readonly nodeId: string; readonly scrims: readonly LaidScrim[] }): Readability
  /** Live texts of a result get other colours, as one undo step; gives what then lies under them. Errors: `internal` when it is gone. */
  recolourTexts(request: { readonly nodeId: string; readonly colors: readonly TextColor[] }): Readability
}
