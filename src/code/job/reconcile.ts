// What is still to be done, when a window opens: the records of the storage, held against what is on the canvas.

import { subjectOf } from '../../core/recipe/recipe.ts'
import { type Task, isAhead } from '../../core/recipe/task.ts'
import type { Place } from '../../core/selection/place.ts'
import { findSubject } from '../selection/find-subject.ts'
import type { FileStamp } from './file-stamp.ts'
import { findFrame, findRemembered, isMadeFrom, taskOn } from './placeholder.ts'
import { type ReviveContext, revive } from './revive.ts'

type ReconcileContext = ReviveContext & { readonly stamp: FileStamp }

/**
 * A duplicate or branch has the stamp of its original, so its name counts too: in a copy by another name only what was copied while it
 * waited is looked after. In a file of another stamp no page is loaded for a record that belongs elsewhere.
 */
async function isOfThisFile({ figma, stamp }: ReconcileContext, task: Task): Promise<boolean> {
  const here = stamp.read()
  if (task.file !== '' && task.file === here && (task.fileName ?? figma.root.name) === figma.root.name) return true
  if (here === '' && (await wasUndone(figma, task))) {
    stamp.recall(task.file)
    return true
  }
  const isElsewhere = here !== '' && task.file !== '' && task.file !== here
  return (await (isElsewhere ? findRemembered : findFrame)(figma, task)) !== null
}

/**
 * The first order in a file stamps it. Undone after its window was closed, or taken back to an earlier version, the file has neither stamp nor
 * placeholder; what may be paid is known by its source then.
 */
async function wasUndone(figma: ReviveContext['figma'], { state, file, fileName, place, recipe }: Task): Promise<boolean> {
  if (state === 'waiting' || file === '' || fileName !== figma.root.name) return false
  const found = await findSubject(figma, subjectOf(recipe))
  // Ids and names begin alike in every new file: only what also lies where it lay is the same.
  const factsOf = ({ pageId, pose }: Place): string => JSON.stringify([pageId, pose])
  return found !== null && found.name === recipe.source.name && factsOf(found.place) === factsOf(place)
}

/**
 * The task as it really stands; null when its picture is on the canvas. A window that ended between the canvas and the storage left
 * a record of what is done: asking for that again could fail, or cost. And when the storage refused a record that the canvas took, the
 * placeholder's copy knows what was sent meanwhile.
 */
async function reconcile({ figma, tasks }: ReconcileContext, task: Task): Promise<Task | null> {
  const frame = await findFrame(figma, task)
  if (frame === null) return task
  if (isMadeFrom(frame, task.key)) {
    await tasks.drop(task.key)
    return null
  }
  const copy = taskOn(frame)
  if (copy === null || !isAhead(copy, task)) return task
  const ahead = { ...copy, nodeId: frame.id }
  await tasks.put(ahead)
  return ahead
}

/** The unfinished tasks of this file, oldest first. */
export async function listOpenTasks(context: ReconcileContext): Promise<readonly Task[]> {
  const open: Task[] = []
  for (const task of await context.tasks.list((one) => isOfThisFile(context, one))) {
    const reconciled = await reconcile(context, task)
    if (reconciled !== null) open.push(reconciled)
  }
  return [...open, ...(await revive(context, open))]
}
