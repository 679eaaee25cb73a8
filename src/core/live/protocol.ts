// Across the wire: what stays live.

import type { LiveFacts } from './live.ts'
import type { LiveTrial } from './trial.ts'
import type { LiveChoice } from '../recipe/live-choice.ts'
import type { Subject } from '../selection/subject.ts'

/** What the iframe may ask of the sandbox. */
export type LiveApi = {
  /** Draws the source, and how it would look as a result of a model that changes nothing; null when nothing stays live. */
  liveTrial(source: { readonly subject: Subject; readonly live: LiveChoice }): LiveTrial | null
  /** What of a source can stay live; null when the source is gone. */
  liveFacts(source: { readonly subject: Subject; readonly live: LiveChoice }): LiveFacts | null
  /** Only what stays live, on transparency, in the box of the source, its long side at `side` px; null when nothing stays live. */
  livePicture(request: {
    readonly subject: Subject
    readonly live: LiveChoice
    readonly side: number
  }): { readonly bytes: Uint8Array } | null
  /** Shows the shape again that marked an area, as an undo step of its own. `id`: of the shape, or of a result that it was hidden with. */
  showMarker(id: string): void
}
