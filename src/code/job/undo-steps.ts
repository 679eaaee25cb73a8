// Undo steps: each result is one of its own, and placeholders that still wait are part of none (law 7).

import type { OwnEdits } from '../../core/selection/own-edits.ts'
import type { Figma } from '../base/figma.ts'
import { commitWithout } from './commit-without.ts'
import { isLevel } from '../selection/levels.ts'
import { taskOn, writeTask } from './placeholder.ts'
import type { Tasks } from './tasks.ts'

/**
 * Makes what was done to this layer an undo step of its own. To be called in turn: placeholders are taken off the canvas and put back
 * meanwhile.
 */
export type Commit = (changed: Pick<SceneNode, 'id'>) => Promise<void>

export type UndoSteps = {
  /** A placeholder was drawn: what the plugin does to it is no edit, and it is part of no undo step yet. */
  trackPlaceholder(frame: FrameNode): void
  /** A placeholder is about to be removed. False where it is part of an undo step, as that of an earlier window. */
  forgetPlaceholder(frame: FrameNode): boolean
  /** How many placeholders of this window are part of no undo step. */
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
    // What a person put into another layer, or something into, stays: taken off, it would take along what it holds, or a group around it.
    const others = [...waiting.values()].filter((other) => !other.removed && isLevel(other.parent) && other.children.length === 0)
    waiting.clear()
    const back = commitWithout(figma, others)
    // All before the first await: another result may arrive in between, and must find its placeholder tracked.
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

/** A placeholder that was put back is another node: its task follows it. */
async function rememberNode(tasks: Tasks, frame: FrameNode): Promise<void> {
  const key = taskOn(frame)?.key
  const moved = key === undefined ? null : await tasks.move(key, frame.id)
  if (moved !== null && !frame.removed && taskOn(frame) !== null) writeTask(frame, moved)
}
