// What the window measures of a picture while it is filled in. It is written before the result's undo step is closed: written later it
// would be a step of its own, and the next undo would seem to do nothing (law 7).

import type { Later } from '../../core/base/within.ts'
import type { Figures } from '../../core/fidelity/figures.ts'
import type { Found } from '../../core/fidelity/protocol.ts'
import type { TaskKey } from '../../core/recipe/task.ts'
import { type Figma, attempt, dataKeys } from '../base/figma.ts'
import { layBack } from './lay-back.ts'
import { write } from './recipe.ts'

/** A picture that is paid and filled in does not wait longer for its undo step. */
const patienceMs = 3000

export type FidelityDesk = {
  expect(key: TaskKey): void
  note(key: TaskKey, found: Found | null): void
  found(key: TaskKey): Found | null
  /** Waits for what is expected of this result and writes it. Never rejects. To be called in turn. */
  applyTo(frame: FrameNode): Promise<void>
  /** Returns the figures as they stand in the recipe. To be called in turn. */
  write(frame: FrameNode, found: Found): Figures
}

type Expected = { readonly found: Promise<Found | null>; tell(found: Found | null): void }

export function makeFidelityDesk({ figma, later }: { readonly figma: Figma; readonly later: Later }): FidelityDesk {
  const expected = new Map<TaskKey, Expected>()
  const known = new Map<TaskKey, Found>()

  const writeTo = (frame: FrameNode, { figures, laidBack }: Found): Figures => {
    // A picture that cannot be laid back stays as the model gave it.
    const isPutBack =
      laidBack !== null && attempt(() => layBack(frame, figma.createImage(laidBack.bytes).hash, laidBack.transform)) === true
    return write(frame, { ...figures, isPutBack })
  }

  const inTime = (key: TaskKey): Promise<Found | null> => {
    const waiting = expected.get(key)
    if (waiting === undefined) return Promise.resolve(known.get(key) ?? null)
    return new Promise((resolve) => {
      const stop = later(patienceMs, () => resolve(null))
      void waiting.found.then(resolve).then(stop)
    })
  }

  return {
    expect: (key) => {
      let tell: Expected['tell'] = () => {}
      expected.set(key, { found: new Promise((resolve) => (tell = resolve)), tell: (found) => tell(found) })
    },
    note: (key, found) => {
      if (found !== null) known.set(key, found)
      expected.get(key)?.tell(found)
      expected.delete(key)
    },
    found: (key) => known.get(key) ?? null,
    applyTo: async (frame) => {
      const found = await inTime(frame.getPluginData(dataKeys.made))
      if (found !== null) attempt(() => writeTo(frame, found))
    },
    write: writeTo,
  }
}
