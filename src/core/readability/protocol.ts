// Across the wire: live texts over a picture, and scrims.

import type { Affine } from '../base/geometry.ts'
import type { SeenText } from './readability.ts'
import type { LaidScrim } from './scrim-placement.ts'

/** The live texts of a result, and the picture that lies under them: the result without them. No bytes where there are no texts. */
export type Readability = {
  readonly bytes: Uint8Array
  readonly texts: readonly SeenText[]
  /** From the plane of the result to pixels of the picture. */
  readonly onPicture: Affine
  /** How many scrims lie in the result. */
  readonly laid: number
}

/** What the iframe may ask of the sandbox. */
export type ReadabilityApi = {
  /** Null where the result is gone. `scrims` are tried, in place of those that lie: the document stays as it is. */
  readability(request: { readonly nodeId: string; readonly scrims: readonly LaidScrim[] | null }): Readability | null
  /** In place of those that lie, as one undo step; gives what then lies under the texts. Errors: `internal` where the result is gone. */
  layScrims(request: { readonly nodeId: string; readonly scrims: readonly LaidScrim[] }): Readability
}
