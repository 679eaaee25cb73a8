// The records of tasks: a key of clientStorage for each, so that no two windows write one list; the placeholder carries a second copy.

import { fail } from '../../core/failure/failure.ts'
import { type Task, type TaskKey, type TaskState, isStorageKey, readTask, storageKey, withState } from '../../core/recipe/task.ts'
import type { Storage } from '../base/storage.ts'

/** Records of files that were never opened again are dropped after this long. */
const forgottenMs = 30 * 24 * 3_600_000

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
  drop(key: TaskKey): Promise<void>
  /** Unfinished tasks for which `isHere` holds, oldest first. Unreadable records are left alone: a later version may read them. */
  list(isHere: (task: Task) => Promise<boolean>, now: number): Promise<readonly Task[]>
}

export function makeTasks(storage: Storage): Tasks {
  // What this window knows, so that a storage emptied meanwhile loses nothing.
  const known = new Map<TaskKey, Task>()

  const put = (task: Task): Promise<boolean> => {
    known.set(task.key, task)
    return storage.write(storageKey(task.key), task)
  }

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
      known.delete(key)
      await storage.drop(storageKey(key))
    },
    list: async (isHere, now) => {
      const here: Task[] = []
      for (const key of await storage.keys()) {
        if (!isStorageKey(key)) continue
        const task = readTask(await storage.read(key))
        if (task === null) continue
        if (await isHere(task)) {
          known.set(task.key, task)
          here.push(task)
        } else if (now - task.at > forgottenMs) await storage.drop(key)
      }
      return here.sort((a, b) => a.at - b.at)
    },
  }
}

/** Errors: `internal` when no record of the task is left. */
export async function requireTask(tasks: Pick<Tasks, 'find'>, key: TaskKey): Promise<Task> {
  return (await tasks.find(key)) ?? fail('internal', 'no record of this task')
}
