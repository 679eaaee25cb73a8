// Receives what the window measures of a picture while the picture is being filled in. The figures are written before the result's undo step is
// closed: written later they would be a step of their own, and the next undo would seem to do nothing (law 7).

import { type Later, within } from '../../core/base/within.ts'
import type { Affine } from '../../core/base/geometry.ts'
import type { Figures } from '../../core/fidelity/figures.ts'
import type { Found } from '../../core/fidelity/protocol.ts'
import type { TaskKey } from '../../core/recipe/task.ts'
import { type Figma, attempt, dataKeys } from '../base/figma.ts'
import { layBack } from './lay-back.ts'
import { write } from './recipe.ts'

/** A paid picture on the canvas does not wait longer for its undo step. */
const patienceMs = 3000

/** `laid`: hash of the laid-back image in Figma, and its transform. The bytes are not kept, because a day's work would fill the memory. */
export type Measured = { readonly figures: Figures; readonly laid: { readonly hash: string; readonly transform: Affine } | null }

export type FidelityDesk = {
  expect(key: TaskKey): void
  note(key: TaskKey, found: Found | null): void
  measured(key: TaskKey): Measured | null
  /** Waits for the expected figures of this result and writes them. Never rejects. Call it in turn. */
  applyTo(frame: FrameNode): Promise<void>
  /**
   * Applies figures that came after the undo step was closed. Only a laid-back picture is worth an undo step of its own; figures alone are not
   * written. Call it in turn.
   */
  applyLate(frame: FrameNode, measured: Measured): Figures
}

type Expected = { readonly measured: Promise<Measured | null>; tell(measured: Measured | null): void }

export function makeFidelityDesk({ figma, later }: { readonly figma: Figma; readonly later: Later }): FidelityDesk {
  const expected = new Map<TaskKey, Expected>()
  const known = new Map<TaskKey, Measured>()

  const toMeasured = ({ figures, laidBack }: Found): Measured => {
    // If the image cannot be created, the picture stays as the model returned it.
    const hash = laidBack && attempt(() => figma.createImage(laidBack.bytes).hash)
    return { figures, laid: laidBack && hash ? { hash, transform: laidBack.transform } : null }
  }

  /**
   * Set after one wait has timed out. The window measures one picture at a time, so until it reports again, waiting for the next would time out too.
   */
  let isSlow = false

  const lay = (frame: FrameNode, { figures, laid }: Measured): Figures => {
    const isPutBack = laid !== null && attempt(() => layBack(frame, laid.hash, laid.transform)) === true
    return { ...figures, isPutBack }
  }

  const inTime = (key: TaskKey): Promise<Measured | null> => {
    const waiting = expected.get(key)
    return waiting === undefined || isSlow
      ? Promise.resolve(known.get(key) ?? null)
      : within(later, patienceMs, waiting.measured, () => new Error('late')).catch(() => {
          isSlow = true
          return null
        })
  }

  return {
    expect: (key) => {
      let tell: Expected['tell'] = () => {}
      expected.set(key, { measured: new Promise((resolve) => (tell = resolve)), tell: (measured) => tell(measured) })
    },
    note: (key, found) => {
      isSlow = false
      const measured = found === null ? null : toMeasured(found)
      if (measured !== null) known.set(key, measured)
      expected.get(key)?.tell(measured)
      expected.delete(key)
    },
    measured: (key) => known.get(key) ?? null,
    applyTo: async (frame) => {
      // The user may have deleted the result since it was filled.
      const measured = frame.removed ? null : await inTime(frame.getPluginData(dataKeys.made))
      if (measured !== null) attempt(() => write(frame, lay(frame, measured)))
    },
    applyLate: (frame, measured) => {
      const figures = lay(frame, measured)
      return figures.isPutBack ? write(frame, figures) : figures
    },
  }
}
