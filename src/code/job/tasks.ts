// The records of tasks: a key of clientStorage for each, so that no two windows write one list; the placeholder carries a second copy.

import { fail } from '../../core/failure/failure.ts'
import {
  type PastTask,
  type Task,
  type TaskKey,
  type TaskState,
  isAhead,
  isStorageKey,
  pastKey,
  readPastTask,
  readTask,
  storageKey,
  withState,
} from '../../core/recipe/task.ts'
import type { Storage } from '../base/storage.ts'

/** Records of files that were never opened again are dropped after this long. */
const forgottenMs = 30 * 24 * 3_600_000

/** So many past tasks are remembered: for a copy of the file, whose placeholders were copied, or for a picture that Figma lost. */
const keptPast = 40

/** What tells one sending of a task from another. */
function stateText(task: Task): string {
  return task.state === 'accepted' ? task.remoteId : task.state
}

export type Tasks = {
  /** False when storage refused it; the task is still known while the window is open. */
  put(task: Task): Promise<boolean>
  /** Null when neither this window nor the storage knows it. */
  find(key: TaskKey): Promise<Task | null>
  /** Whether this window knows of any that is not done. */
  hasUnfinished(): boolean
  /** Null when there is no such task. */
  change(key: TaskKey, state: TaskState): Promise<{ readonly task: Task; readonly isStored: boolean } | null>
  /** Its placeholder is another node now. Null when there is no such task. */
  move(key: TaskKey, nodeId: string): Promise<Task | null>
  /** Removes the stored record; this window still knows the task, so that it can be tried again. */
  dropRecord(key: TaskKey): Promise<void>
  /** What the service took is remembered as past. */
  drop(key: TaskKey): Promise<void>
  /** The latest first. */
  past(): Promise<readonly PastTask[]>
  /** Whether another window has sent it, or may have, since this one looked: nobody pays twice without saying so. */
  isSentElsewhere(task: Task): Promise<boolean>
  /** Unfinished tasks for which `isHere` holds, oldest first. Unreadable records are left alone: a later version may read them. */
  list(isHere: (task: Task) => Promise<boolean>): Promise<readonly Task[]>
}

export function makeTasks(storage: Storage, now: () => number): Tasks {
  // What this window knows, so that a storage emptied meanwhile loses nothing.
  const known = new Map<TaskKey, Task>()
  // The states in storage that this window wrote or read: any other is of another window.
  const seen = new Map<TaskKey, string>()

  const put = async (task: Task): Promise<boolean> => {
    known.set(task.key, task)
    const isStored = await storage.write(storageKey(task.key), task)
    if (isStored) seen.set(task.key, stateText(task))
    return isStored
  }

  const pastKeys = async (): Promise<readonly string[]> => (await storage.keys()).filter((key) => key.startsWith(pastKey(''))).sort()

  const find = async (key: TaskKey): Promise<Task | null> => known.get(key) ?? readTask(await storage.read(storageKey(key)))

  return {
    put,
    find,
    hasUnfinished: () => known.size > 0,
    // What this window knows is read and written without a pause in between: two changes cannot undo each other.
    change: async (key, state) => {
      const task = known.get(key) ?? (await find(key))
      if (task === null) return null
      const changed = withState(task, state)
      return { task: changed, isStored: await put(changed) }
    },
    move: async (key, nodeId) => {
      const task = known.get(key) ?? (await find(key))
      if (task === null) return null
      const moved = { ...task, nodeId }
      await put(moved)
      return moved
    },
    dropRecord: (key) => storage.drop(storageKey(key)),
    drop: async (key) => {
      const task = known.get(key)
      known.delete(key)
      await storage.drop(storageKey(key))
      if (task?.state !== 'accepted') return
      await storage.write(pastKey(key), { doneAt: now(), task })
      // Keys sort by their moment.
      for (const old of (await pastKeys()).slice(0, -keptPast)) await storage.drop(old)
    },
    past: async () => {
      const stored = await Promise.all((await pastKeys()).map((key) => storage.read(key)))
      return stored.flatMap((one) => readPastTask(one) ?? []).reverse()
    },
    isSentElsewhere: async (task) => {
      const stored = readTask(await storage.read(storageKey(task.key)))
      return stored !== null && isAhead(stored, task) && stateText(stored) !== seen.get(task.key)
    },
    list: async (isHere) => {
      const here: Task[] = []
      for (const key of await storage.keys()) {
        if (!isStorageKey(key)) continue
        const task = readTask(await storage.read(key))
        if (task === null) continue
        if (await isHere(task)) {
          known.set(task.key, task)
          seen.set(task.key, stateText(task))
          here.push(task)
        } else if (now() - task.at > forgottenMs) await storage.drop(key)
      }
      return here.sort((a, b) => a.at - b.at)
    },
  }
}

/** Errors: `internal` when no record of the task is left. */
export async function requireTask(tasks: Pick<Tasks, 'find'>, key: TaskKey): Promise<Task> {
  return (await tasks.find(key)) ?? fail('internal', 'no record of this task')
}
