// What draws copies has to wait for its turn, has a time limit, and makes way for a picture that is paid. Figma may take very long over
// a drawing, or never end it (figma-audit F).

import type { InTurn } from '../../core/base/in-turn.ts'
import { type Later, within } from '../../core/base/within.ts'
import { PluginError, failure } from '../../core/failure/failure.ts'
import { makeFirstPicture } from './first-picture.ts'
import { Interrupted, type Offscreen } from './offscreen.ts'

/** For one drawing of copies. Large frames with many pictures take some seconds. */
const drawingMs = 15_000

/** For any answer with pictures, the time in which it waits for its turn included. */
const answerMs = 30_000

/** For what is drawn ahead of being asked for, all together. */
const aheadMs = 4000

/** How long a paid picture waits for a drawing. */
const courtesyMs = 1000

export type Drawing = {
  /** Draws copies: nothing else that changes the canvas happens meanwhile, or they would get into its undo step. */
  readonly drawInTurn: InTurn
  /** For what must not wait long: a drawing in its way is broken off, and begun again afterwards. */
  readonly inHaste: InTurn
  /** What is asked about a result right after it was painted. Never rejects, and leaves nothing standing. To be called in turn. */
  ahead(frame: FrameNode, work: () => Promise<void>): Promise<void>
  /** Rejects with `export-failed` when there is no answer in time. */
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
