// Restarts a task in the same placeholder: same recipe except for the given changes, taken from the source as it is now.

import { PluginError, fail, goneSource } from '../../core/failure/failure.ts'
import type { JobApi } from '../../core/job/protocol.ts'
import { planFor } from '../../core/picture/registration.ts'
import { subjectOf } from '../../core/recipe/recipe.ts'
import { planRecipe } from '../../core/recipe/stages.ts'
import { type Task, orderedAnew, withState } from '../../core/recipe/task.ts'
import type { OwnEdits } from '../../core/selection/own-edits.ts'
import type { Figma } from '../base/figma.ts'
import { findSubject } from '../selection/find-subject.ts'
import { reshape, drawAnew, findFrame, markAs, writeTask } from './placeholder.ts'
import type { Placing } from './placing.ts'
import { type Tasks, requireTask } from './tasks.ts'
import type { UndoSteps } from './undo-steps.ts'

type AgainContext = {
  readonly figma: Figma
  readonly ownEdits: OwnEdits
  readonly tasks: Tasks
  readonly undoSteps: Pick<UndoSteps, 'trackPlaceholder'>
  readonly placing: Pick<Placing, 'findPosition' | 'refit'>
}

type Request = Parameters<JobApi['beginAgain']>[0]

/** Gives the renewed task, back in the state `waiting`. Errors: `unfit-source`. */
async function renew(figma: Figma, before: Task, { rules, change, isNewOrder }: Request): Promise<Task> {
  const { recipe } = before
  const subject = subjectOf(recipe)
  const found = await findSubject(figma, subject)
  if (found === null) throw new PluginError(goneSource())
  const plan = planFor(found.box, rules)
  if (plan === null) return fail('unfit-source', 'too long')
  const next = { ...recipe, ...change }
  return {
    ...withState(isNewOrder ? orderedAnew(before) : before, { state: 'waiting' }),
    recipe: planRecipe(next, { subject, name: recipe.source.name, size: found.place.pose.size }, plan),
    place: found.place,
  }
}

/** Restarts a task. Call it in turn. Errors: `internal` when the task has no record any more, `unfit-source`. */
export async function beginAgain(context: AgainContext, request: Request): Promise<Task> {
  const { figma, ownEdits, tasks, undoSteps } = context
  const before = await requireTask(tasks, request.key)
  const task = await renew(figma, before, request)
  const standing = await findFrame(figma, before)
  const frame = standing ?? (await drawAnew(context, task))
  if (standing === null) undoSteps.trackPlaceholder(frame)
  ownEdits.expect([frame.id])
  frame.name = task.name
  reshape(context.placing, frame, task.place)
  markAs(frame, 'queued')
  const placed = { ...task, nodeId: frame.id }
  writeTask(frame, placed)
  await tasks.put(placed)
  return placed
}
