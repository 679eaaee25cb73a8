// Undo steps: each result is a step of its own, and placeholders that still wait are part of none (law 7).

import type { OwnEdits } from '../../core/selection/own-edits.ts'
import type { Figma } from '../base/figma.ts'
import { commitWithout } from './commit-without.ts'
import { isLevel } from '../selection/levels.ts'
import { taskOn, writeTask } from './placeholder.ts'
import type { Tasks } from './tasks.ts'

/**
 * Makes the changes to this layer an undo step of its own. Call it in turn, because waiting placeholders are taken off the canvas and put back
 * meanwhile.
 */
export type Commit = (changed: Pick<SceneNode, 'id'>) => Promise<void>

export type UndoSteps = {
  /** Registers a new placeholder: the plugin's changes to it do not count as edits, and it belongs to no undo step yet. */
  trackPlaceholder(frame: FrameNode): void
  /** Called before a placeholder is removed. False when the placeholder is already part of an undo step, as one from an earlier window is. */
  forgetPlaceholder(frame: FrameNode): boolean
  /** The number of this window's placeholders that are in no undo step yet. */
  waitingCount(): number
  readonly commit: Commit
}

type UndoContext = { readonly figma: Figma; readonly ownEdits: OwnEdits; readonly tasks: Tasks }

export function makeUndoSteps({ figma, ownEdits, tasks }: UndoContext): UndoSteps {
  // Placeholders drawn since the last undo step, by node id.
  const waiting = new Map<string, FrameNode>()

  const trackPlaceholder = (frame: FrameNode): void => {
    ownEdits.expect([frame.id])
    waiting.set(frame.id, frame)
  }

  const commit: Commit = async (changed) => {
    waiting.delete(changed.id)
    // Skips placeholders that a user moved into another layer or put layers into: taking them off would remove their contents, or an enclosing group.
    const others = [...waiting.values()].filter((other) => !other.removed && isLevel(other.parent) && other.children.length === 0)
    waiting.clear()
    const back = commitWithout(figma, others)
    // Done before the first await: another result may arrive in between and must find its placeholder tracked.
    back.forEach(trackPlaceholder)
    for (const other of back) await rememberNode(tasks, other)
  }

  return {
    trackPlaceholder,
    forgetPlaceholder: (frame) => waiting.delete(frame.id),
    waitingCount: () => waiting.size,
    commit,
  }
}

/** Records the new node id of a placeholder that was put back. */
async function rememberNode(tasks: Tasks, frame: FrameNode): Promise<void> {
  const key = taskOn(frame)?.key
  const moved = key === undefined ? null : await tasks.move(key, frame.id)
  if (moved !== null && !frame.removed && taskOn(frame) !== null) writeTask(frame, moved)
}
