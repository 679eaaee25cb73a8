// Figma may draw an image that was just set only from its second picture on (figma-audit V). So a result is drawn once for nothing
// before anything is measured on it; where that changes nothing, no other result of this window is.

import { exportAtSide } from '../picture/export-node.ts'

/** In px: enough to tell whether there is an image. */
const side = 64

/** @returns draws a result for the first time. Errors: `export-failed`. */
export function makeFirstPicture(): (frame: FrameNode) => Promise<void> {
  let isPrompt: boolean | undefined
  return async (frame) => {
    // What is drawn of a result is under something live.
    if (isPrompt === true || frame.children.length === 0) return
    const first = await exportAtSide(frame, side)
    isPrompt ??= String(await exportAtSide(frame, side)) === String(first)
  }
}
