// Across the wire: a depth map laid on the canvas, to be painted over there.

import type { Plan } from '../picture/registration.ts'
import type { Subject } from '../selection/subject.ts'

/** `bytes`: a PNG of the size that is sent, laid out as `plan` says. */
export type LaidDepth = { readonly subject: Subject; readonly plan: Plan; readonly bytes: Uint8Array }

/** What the iframe may ask of the sandbox. */
export type DepthApi = {
  /** Beside the source, registered to it, as one undo step. Throws `unfit-source` where the source is gone. */
  layDepth(map: LaidDepth): void
}
