// Finds the unfinished tasks when a window opens, by checking the stored records against the canvas.

import { subjectOf } from '../../core/recipe/recipe.ts'
import { type Task, isAhead } from '../../core/recipe/task.ts'
import type { Place } from '../../core/selection/place.ts'
import { findSubject } from '../selection/find-subject.ts'
import type { FileStamp } from './file-stamp.ts'
import { findFrame, findRemembered, isMadeFrom, taskOn } from './placeholder.ts'
import { type ReviveContext, revive } from './revive.ts'

type ReconcileContext = ReviveContext & { readonly stamp: FileStamp }

/**
 * Whether a task belongs to this file. A duplicate or branch carries the stamp of its original, so the file name counts too: in a copy with another
 * name, only tasks whose placeholder was copied along are taken up. In a file with another stamp no page is loaded to look for the record.
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
 * Whether an undo removed the stamp, which is written with the first order in a file. If that was undone after the window closed, or the file was
 * restored to an earlier version, the file has neither stamp nor placeholder; a task that may have been charged is then recognised by its source.
 */
async function wasUndone(figma: ReviveContext['figma'], { state, file, fileName, place, recipe }: Task): Promise<boolean> {
  if (state === 'waiting' || file === '' || fileName !== figma.root.name) return false
  const found = await findSubject(figma, subjectOf(recipe))
  // Ids and names start out alike in every new file, so the source must also lie in the same place.
  const factsOf = ({ pageId, pose }: Place): string => JSON.stringify([pageId, pose])
  return found !== null && found.name === recipe.source.name && factsOf(found.place) === factsOf(place)
}

/**
 * The actual state of a task; null when its picture is on the canvas. If a window ended between filling the canvas and removing the record, the
 * record describes a finished task: asking for that again could fail or cost money. If the storage refused a record, the placeholder's copy is
 * further ahead.
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
