// The last step of a picture: fills its placeholder, which becomes a result, as one undo step.

import { fail } from '../../core/failure/failure.ts'
import type { InTurn } from '../../core/base/in-turn.ts'
import type { Filling, JobApi } from '../../core/job/protocol.ts'
import type { OwnEdits } from '../../core/selection/own-edits.ts'
import type { Task, TaskKey } from '../../core/recipe/task.ts'
import type { Figma } from '../base/figma.ts'
import { prepareLiveLayers } from '../live/apply.ts'
import { type Held, firstThere, leftOf } from './held.ts'
import { makePaints } from './paints.ts'
import { drawAnew, fillFrame, findFrame, isMadeFrom, reshape } from './placeholder.ts'
import type { Placing } from './placing.ts'
import { type Tasks, requireTask } from './tasks.ts'
import type { UndoSteps } from './undo-steps.ts'

export type FillContext = {
  readonly figma: Figma
  readonly ownEdits: OwnEdits
  readonly tasks: Tasks
  readonly inTurn: InTurn
  readonly undoSteps: UndoSteps
  readonly placing: Pick<Placing, 'findPosition' | 'refit'>
  readonly held: Pick<Held, 'note' | 'find' | 'hasOneOf'>
  /**
   * Prepares a result before its undo step is closed. `waiting`: number of placeholders that are in no undo step yet, including this one. Never
   * rejects, and is limited in time.
   */
  prepareResult(frame: FrameNode, series: { readonly waiting: number }): Promise<void>
}

type Filled = ReturnType<JobApi['fill']>
type Paints = Awaited<ReturnType<typeof makePaints>>

/** The id of the result that this task has already become; null if there is none. */
async function findFilled({ figma, inTurn }: FillContext, task: Task): Promise<string | null> {
  return inTurn(async () => {
    const frame = await findFrame(figma, task)
    return frame !== null && isMadeFrom(frame, task.key) ? frame.id : null
  })
}

/** @param isNew copies that a user made of an earlier result of the task are left as they are */
async function placePicture(context: FillContext, task: Task, { fills, notes }: Paints, isNew: boolean): Promise<Filled> {
  const { figma, ownEdits, tasks, undoSteps } = context
  // The marker is hidden only with the first result of an area: a user who shows it again wants to see it while further results arrive.
  const { area } = task.recipe.live
  const applyLive = await prepareLiveLayers(context, task, area !== null && !(await context.held.hasOneOf(area.id)))
  // Searched again after everything that has to be awaited, because the user may have deleted the placeholder while the picture or a font
  // was loading.
  const standing = isNew ? null : await findFrame(figma, await requireTask(tasks, task.key))
  const frame = standing ?? (await drawAnew(context, task))
  // The user may have resized the placeholder, which would stretch the picture (law 1).
  reshape(context.placing, frame, task.place)
  fillFrame(frame, fills, task)
  const all = [...notes, ...(await applyLive(frame))]
  context.held.note({ task, fills, nodeId: frame.id })
  // The picture is on the canvas, so nobody has to ask the service for it again, even if one of the steps below fails.
  await tasks.drop(task.key)
  await context.prepareResult(frame, { waiting: undoSteps.waitingCount() })
  await undoSteps.commit(frame)
  ownEdits.adopt(frame.id)
  return { nodeId: frame.id, notes: standing === null ? [...all, 'moved'] : all }
}

/** Fills the placeholder of a task. Errors: `internal` when the task has no record any more, `insert-failed`, `delivery-blocked`. */
export async function fill(context: FillContext, picture: Filling): Promise<Filled> {
  const { figma, tasks, inTurn } = context
  const task = await requireTask(tasks, picture.key)
  const nodeId = await findFilled(context, task)
  if (nodeId !== null) {
    await tasks.drop(task.key)
    return { nodeId, notes: [] }
  }
  const paints = await makePaints(figma, task, picture)
  return inTurn(() => placePicture(context, task, paints, false))
}

/** Puts a result back that was undone. Call it in turn. Errors: `internal` when this window no longer holds the result. */
export async function putBack(context: FillContext, key: TaskKey): Promise<ReturnType<JobApi['putBack']>> {
  const result = context.held.find(key) ?? fail('internal', 'the picture is not held any more')
  // The result is already back, for example by Figma's own redo.
  const nodeId = await firstThere(context.figma, result)
  if (nodeId !== null) return { nodeId }
  const placeholder = await leftOf(context.figma, result)
  const { task, fills } = result
  await context.tasks.put(placeholder === null ? task : { ...task, nodeId: placeholder })
  return placePicture(context, task, { fills, notes: [] }, placeholder === null)
}
