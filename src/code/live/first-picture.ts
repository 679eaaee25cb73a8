// Figma may show an image that was just set only from its second export on (figma-audit V). So a result is exported once and discarded before
// anything is measured on it. If that proves unnecessary, later results of this window skip it.

import { exportAtSide } from '../picture/export-node.ts'

/** In px; enough to tell whether the image shows. */
const side = 64

/** @returns a function that exports a result for the first time. Errors: `export-failed`. */
export function makeFirstPicture(): (frame: FrameNode) => Promise<void> {
  let isPrompt: boolean | undefined
  return async (frame) => {
    // Results are measured only under live layers, so one without any needs no first export.
    if (isPrompt === true || frame.children.length === 0) return
    const first = await exportAtSide(frame, side)
    isPrompt ??= String(await exportAtSide(frame, side)) === String(first)
  }
}
