// The results that this window made, with everything needed to put one back, since an undo removes a picture that was paid for.

import type { Task, TaskKey } from '../../core/recipe/task.ts'
import { type Figma, findNode } from '../base/figma.ts'

type HeldResult = { readonly task: Task; readonly fills: readonly Paint[]; readonly nodeId: string }

/** The window lists at most this many results. */
const atMost = 40

export type Held = {
  note(result: HeldResult): void
  find(key: TaskKey): HeldResult | null
  /** Whether a result of this area is on the canvas. */
  hasOneOf(areaId: string): Promise<boolean>
  /** The results that are missing from the canvas; null when they are the same as at the last call. */
  gone(): Promise<readonly TaskKey[] | null>
}

export function makeHeld(figma: Figma): Held {
  const held = new Map<TaskKey, HeldResult>()
  let told: readonly TaskKey[] = []
  return {
    note: (result) => {
      held.set(result.task.key, result)
      // The result is on the canvas again, so a later disappearance has to be reported again.
      told = told.filter((key) => key !== result.task.key)
      for (const old of [...held.keys()].slice(0, -atMost)) held.delete(old)
    },
    find: (key) => held.get(key) ?? null,
    hasOneOf: async (areaId) => {
      for (const { task, nodeId } of held.values())
        if (task.recipe.live.area?.id === areaId && (await findNode(figma, nodeId)) !== null) return true
      return false
    },
    gone: async () => {
      const missing: HeldResult[] = []
      for (const one of held.values()) if ((await findNode(figma, one.nodeId)) === null) missing.push(one)
      // A result may have been put back as another node while this loop awaited.
      const keys = missing.filter((one) => held.get(one.task.key) === one).map(({ task }) => task.key)
      if (keys.join() === told.join()) return null
      told = keys
      return keys
    },
  }
}
