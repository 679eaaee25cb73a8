// The results that this window made, with all that brings one back: an undo takes a picture away that was paid.

import type { Task, TaskKey } from '../../core/recipe/task.ts'
import { type Figma, findNode } from '../base/figma.ts'

type HeldResult = { readonly task: Task; readonly fills: readonly Paint[]; readonly nodeId: string }

/** As many as the window lists. */
const atMost = 40

export type Held = {
  note(result: HeldResult): void
  find(key: TaskKey): HeldResult | null
  /** Whether a result of this area is on the canvas. */
  hasOneOf(areaId: string): Promise<boolean>
  /** Those that are not on the canvas; null when they are the same as the last time. */
  gone(): Promise<readonly TaskKey[] | null>
}

export function makeHeld(figma: Figma): Held {
  const held = new Map<TaskKey, HeldResult>()
  let told: readonly TaskKey[] = []
  return {
    note: (result) => {
      held.set(result.task.key, result)
      // It stands again: when it goes once more, that is news.
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
      // One may have been put back meanwhile, as another node.
      const keys = missing.filter((one) => held.get(one.task.key) === one).map(({ task }) => task.key)
      if (keys.join() === told.join()) return null
      told = keys
      return keys
    },
  }
}
