// Protocol slice: laying a depth map on the canvas, so that the user can paint over it.

import type { Plan } from '../picture/registration.ts'
import type { Subject } from '../selection/subject.ts'

/** `bytes`: a PNG of the size of the control image, laid out as in `plan`. */
export type LaidDepth = { readonly subject: Subject; readonly plan: Plan; readonly bytes: Uint8Array }

/** Methods of the sandbox that the iframe can call. */
export type DepthApi = {
  /** Lays the map beside the source, registered to it, as one undo step. Throws `unfit-source` where the source is gone. */
  layDepth(map: LaidDepth): void
}
