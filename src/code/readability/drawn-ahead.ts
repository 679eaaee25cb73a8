// What the window will ask about a result, drawn as soon as the result is there.

import type { Readability } from '../../core/readability/protocol.ts'
import { autoMeasureLimit } from '../../core/readability/readability.ts'
import type { Figma } from '../base/figma.ts'
import type { Offscreen } from '../live/offscreen.ts'
import { drawBackdrop } from './backdrop.ts'
import { scrimsOf } from './scrims.ts'
import { liveTexts } from './texts.ts'

/** Whether a picture that was drawn before still shows the result. */
export function stillShows(before: Readability, frame: FrameNode): boolean {
  return before.laid === scrimsOf(frame).length && JSON.stringify(before.texts) === JSON.stringify(liveTexts(frame).map(({ text }) => text))
}

/** What was drawn of results before it was asked for. */
export type DrawnAhead = {
  /**
   * Draws what will be asked for as soon as the result is there, before its undo step is closed: copies that come and go afterwards
   * would be a step of their own, and the next undo would seem to do nothing. Never rejects.
   * @param series `waiting`: how many placeholders are part of no undo step; in a long series nothing is drawn
   */
  prepare(frame: FrameNode, series: { readonly waiting: number }): Promise<void>
  /** Gives what was drawn of this result, once; undefined when nothing was. */
  take(nodeId: string): Readability | undefined
}

export function makeDrawnAhead({ figma, offscreen }: { readonly figma: Figma; readonly offscreen: Offscreen }): DrawnAhead {
  const drawn = new Map<string, Readability>()
  return {
    prepare: async (frame, { waiting }) => {
      if (waiting > autoMeasureLimit) return
      try {
        const found = await drawBackdrop(figma, offscreen, frame, null)
        if (found.texts.length > 0) drawn.set(frame.id, found)
      } catch {
        // The result must not fail by this: what cannot be drawn now is tried again when it is asked for.
      }
      for (const id of [...drawn.keys()].slice(0, -autoMeasureLimit)) drawn.delete(id)
    },
    take: (nodeId) => {
      const before = drawn.get(nodeId)
      drawn.delete(nodeId)
      return before
    },
  }
}
