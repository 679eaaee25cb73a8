// Across the wire: live texts over a picture, and scrims.

import type { Affine } from '../base/geometry.ts'
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

/** What the iframe may ask of the sandbox. */
export type ReadabilityApi = {
  /** Null when the result is gone. `scrims` are tried in place of those that lie: the document stays as it is. */
  readability(request: { readonly nodeId: string; readonly scrims: readonly LaidScrim[] | null }): Readability | null
  /** In place of those that lie, as one undo step; gives what then lies under the texts. Errors: `internal` when the result is gone. */
  layScrims(request: { readonly nodeId: string; readonly scrims: readonly LaidScrim[] }): Readability
}
