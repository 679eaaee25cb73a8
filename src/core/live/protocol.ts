// Protocol slice: live layers.

import type { LiveFacts } from './live.ts'
import type { LiveTrial } from './trial.ts'
import type { LiveChoice } from '../recipe/live-choice.ts'
import type { Subject } from '../selection/subject.ts'

/** Methods of the sandbox that the iframe can call. */
export type LiveApi = {
  /** Draws the source, and how its result would look with a model that changes nothing; null when nothing stays live. */
  liveTrial(source: { readonly subject: Subject; readonly live: LiveChoice }): LiveTrial | null
  /** What in a source can stay live; null when the source is gone. */
  liveFacts(source: { readonly subject: Subject; readonly live: LiveChoice }): LiveFacts | null
  /** A picture of only the live layers, on transparency, in the box of the source, with its long side at `side` px; null when nothing stays live. */
  livePicture(request: {
    readonly subject: Subject
    readonly live: LiveChoice
    readonly side: number
  }): { readonly bytes: Uint8Array } | null
  /** Shows the shape that marked an area again, as an undo step of its own. `id`: that of the shape, or of a result with which it was hidden. */
  showMarker(id: string): void
}
