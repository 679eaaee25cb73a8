// The results that this window made, with everything needed to put one back, since an undo removes a picture that was paid for.

import type { Whereabouts } from '../../core/job/protocol.ts'
import type { Task, TaskKey } from '../../core/recipe/task.ts'
import { type Figma, findNode } from '../base/figma.ts'
import { isMadeFrom, taskOn } from './placeholder.ts'

/** `ids`: the layers that it was, the last one first. An undo may bring an earlier one back. */
type HeldResult = { readonly task: Task; readonly fills: readonly Paint[]; readonly ids: readonly string[] }

/** The window lists at most this many results. */
const atMost = 40

export type Held = {
  note(result: Omit<HeldResult, 'ids'> & { readonly nodeId: string }): void
  find(key: TaskKey): HeldResult | null
  /** Whether one of these layers is, or was, a result. */
  hasAny(ids: readonly string[]): boolean
  /** Whether a result of this area is on the canvas. */
  hasOneOf(areaId: string): Promise<boolean>
  /** Where each result is now; null when all are as at the last call. */
  whereabouts(): Promise<readonly Whereabouts[] | null>
}

type Ids = Pick<HeldResult, 'ids' | 'task'>

async function firstFrame(figma: Figma, ids: readonly string[], isMeant: (frame: FrameNode) => boolean): Promise<string | null> {
  for (const id of ids) {
    const node = await findNode(figma, id)
    if (node?.type === 'FRAME' && isMeant(node)) return id
  }
  return null
}

/**
 * The first of its layers that is in the document and is a picture; null when none is. Where somebody edited the file while the picture was made, an
 * undo takes only the picture away and leaves its placeholder.
 */
export function firstThere(figma: Figma, { ids, task: { key } }: Ids): Promise<string | null> {
  return firstFrame(figma, ids, (frame) => isMadeFrom(frame, key))
}

/** The placeholder that an undo has left of it; null when there is none. */
export function leftOf(figma: Figma, { ids, task: { key } }: Ids): Promise<string | null> {
  return firstFrame(figma, ids, (frame) => taskOn(frame)?.key === key)
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
    hasAny: (changed) => [...held.values()].some(({ ids }) => ids.some((id) => changed.includes(id))),
    hasOneOf: async (areaId) => {
      for (const one of held.values()) if (one.task.recipe.live.area?.id === areaId && (await firstThere(figma, one)) !== null) return true
      return false
    },
    whereabouts: async () => {
      const found: Whereabouts[] = []
      for (const [key, one] of held) {
        const nodeId = await firstThere(figma, one)
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
