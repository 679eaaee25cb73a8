// Schedules the drawing of copies: it waits for its turn, has a time limit, and makes way for a picture that is paid for. Figma may take very long
// over a drawing, or never finish it (figma-audit F).

import type { InTurn } from '../../core/base/in-turn.ts'
import { type Later, within } from '../../core/base/within.ts'
import { PluginError, failure } from '../../core/failure/failure.ts'
import { makeFirstPicture } from './first-picture.ts'
import { Interrupted, type Offscreen } from './offscreen.ts'

/** Limit for one drawing of copies. Large frames with many pictures take some seconds. */
const drawingMs = 15_000

/** Limit for any answer with pictures, including the time it waits for its turn. */
const answerMs = 30_000

/** Limit for everything drawn ahead of a request, in total. */
const aheadMs = 4000

/** How long a paid picture waits for a drawing before it interrupts it. */
const courtesyMs = 1000

export type Drawing = {
  /** Runs a drawing of copies while nothing else changes the canvas; other changes would end up in the same undo step. */
  readonly drawInTurn: InTurn
  /** For work that must not wait long: interrupts a drawing in its way, which starts again afterwards. */
  readonly inHaste: InTurn
  /**
   * Computes ahead what the window asks about a result right after it was filled. Never rejects, and leaves no offscreen frame behind. Call it in
   * turn.
   */
  ahead(frame: FrameNode, work: () => Promise<void>): Promise<void>
  /** Rejects with `export-failed` when `work` takes too long. */
  answer<T>(work: () => Promise<T>): Promise<T>
}

function tooSlow(ms: number): Error {
  return new PluginError(failure('export-failed', `Figma did not draw it within ${ms / 1000} s`))
}

export function makeDrawing(inTurn: InTurn, offscreen: Pick<Offscreen, 'interrupt'>, later: Later): Drawing {
  const drawInTurn: InTurn = async (work) => {
    const draw = (): ReturnType<typeof work> => within(later, drawingMs, work(), () => tooSlow(drawingMs))
    try {
      return await inTurn(() => draw().finally(offscreen.interrupt))
    } catch (thrown) {
      if (thrown instanceof Interrupted) return drawInTurn(work)
      throw thrown
    }
  }
  const drawFirst = makeFirstPicture()
  return {
    drawInTurn,
    inHaste: (work) => {
      const stop = later(courtesyMs, offscreen.interrupt)
      return inTurn(() => {
        stop()
        return work()
      })
    },
    ahead: async (frame, work) => {
      await within(later, aheadMs, drawFirst(frame).then(work), () => tooSlow(aheadMs)).catch(() => {})
      offscreen.interrupt()
    },
    answer: (work) => within(later, answerMs, work(), () => tooSlow(answerMs)),
  }
}
