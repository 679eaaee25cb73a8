// The results that this window made, with everything needed to put one back, since an undo removes a picture that was paid for.

import type { Whereabouts } from '../../core/job/protocol.ts'
import type { Task, TaskKey } from '../../core/recipe/task.ts'
import { type Figma, findNode } from '../base/figma.ts'

/** `ids`: the layers that it was, the last one first. An undo may bring an earlier one back. */
type HeldResult = { readonly task: Task; readonly fills: readonly Paint[]; readonly ids: readonly string[] }

/** The window lists at most this many results. */
const atMost = 40

export type Held = {
  note(result: Omit<HeldResult, 'ids'> & { readonly nodeId: string }): void
  find(key: TaskKey): HeldResult | null
  /** Whether a result of this area is on the canvas. */
  hasOneOf(areaId: string): Promise<boolean>
  /** Where each result is now; null when all are as at the last call. */
  whereabouts(): Promise<readonly Whereabouts[] | null>
}

/** The first of these that is in the document; null when none is. */
export async function firstThere(figma: Figma, ids: readonly string[]): Promise<string | null> {
  for (const id of ids) if ((await findNode(figma, id)) !== null) return id
  return null
}

export function makeHeld(figma: Figma): Held {
  const held = new Map<TaskKey, HeldResult>()
  let told = ''
  return {
    note: ({ task, fills, nodeId }) => {
      held.set(task.key, { task, fills, ids: [nodeId, ...(held.get(task.key)?.ids ?? [])] })
      // The result is on the canvas again, so a later disappearance has to be reported again.
      told = ''
      for (const old of [...held.keys()].slice(0, -atMost)) held.delete(old)
    },
    find: (key) => held.get(key) ?? null,
    hasOneOf: async (areaId) => {
      for (const { task, ids } of held.values())
        if (task.recipe.live.area?.id === areaId && (await firstThere(figma, ids)) !== null) return true
      return false
    },
    whereabouts: async () => {
      const found: Whereabouts[] = []
      for (const [key, one] of held) {
        const nodeId = await firstThere(figma, one.ids)
        // It may have been put back as another node while this loop ran.
        if (held.get(key) === one) found.push({ key, nodeId })
      }
      const now = JSON.stringify(found)
      if (now === told) return null
      told = now
      return found
    },
  }
}
