// Draws what the window will ask about a result's texts as soon as the result is filled.

import type { Readability } from '../../core/readability/protocol.ts'
import { autoMeasureLimit } from '../../core/readability/readability.ts'
import type { Figma } from '../base/figma.ts'
import type { Offscreen } from '../live/offscreen.ts'
import { drawBackdrop } from './backdrop.ts'
import { scrimsOf } from './scrims.ts'
import { liveTexts } from './texts.ts'

/** Whether a backdrop drawn earlier still matches the result. */
export function stillShows(before: Readability, frame: FrameNode): boolean {
  return before.laid === scrimsOf(frame).length && JSON.stringify(before.texts) === JSON.stringify(liveTexts(frame).map(({ text }) => text))
}

/** Backdrops that were drawn before the window asked for them. */
export type DrawnAhead = {
  /**
   * Draws the backdrop before the result's undo step is closed: copies that are drawn and removed later would be a step of their own, and the next
   * undo would seem to do nothing. Never rejects.
   * @param series `waiting`: how many placeholders are in no undo step yet; in a long series nothing is drawn
   */
  prepare(frame: FrameNode, series: { readonly waiting: number }): Promise<void>
  /** Gives the backdrop of this result once; undefined when none was drawn. */
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
        // Must not make the result fail; the backdrop is drawn again when the window asks for it.
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
