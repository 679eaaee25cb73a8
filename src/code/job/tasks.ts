// Stores the records of tasks, one clientStorage key each, so that two windows never write the same list. The placeholder carries a second copy.

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

/** Records of files that were not opened again are dropped after this time. */
const forgottenMs = 30 * 24 * 3_600_000

/** Number of past tasks kept, for copies of the file whose placeholders were copied, and for pictures that Figma lost. */
const keptPast = 40

/** Identifies one submission of a task, to tell it from another. */
function stateText(task: Task): string {
  return task.state === 'accepted' ? task.remoteId : task.state
}

export type Tasks = {
  /** Writes a record. False when the storage refused it; this window then still knows the task while it is open. */
  put(task: Task): Promise<boolean>
  /** Null when neither this window nor the storage knows it. */
  find(key: TaskKey): Promise<Task | null>
  /** Whether this window knows of any unfinished task. */
  hasUnfinished(): boolean
  /** Null when there is no such task. */
  change(key: TaskKey, state: TaskState): Promise<{ readonly task: Task; readonly isStored: boolean } | null>
  /** Records the new node of a task's placeholder. Null when there is no such task. */
  move(key: TaskKey, nodeId: string): Promise<Task | null>
  /** Removes the stored record; this window still knows the task, so that it can be retried. */
  dropRecord(key: TaskKey): Promise<void>
  /** Removes a task. If the service had accepted it, it is kept among the past tasks. */
  drop(key: TaskKey): Promise<void>
  /** Past tasks, latest first. */
  past(): Promise<readonly PastTask[]>
  /** Whether another window has sent the task, or may have, since this window last read it: nobody pays twice without saying so (law 3). */
  isSentElsewhere(task: Task): Promise<boolean>
  /** Unfinished tasks for which `isHere` holds, oldest first. Unreadable records are left alone, because a later version may be able to read them. */
  list(isHere: (task: Task) => Promise<boolean>): Promise<readonly Task[]>
}

export function makeTasks(storage: Storage, now: () => number): Tasks {
  // The tasks this window knows; they survive even if the storage is emptied meanwhile.
  const known = new Map<TaskKey, Task>()
  // The stored states that this window wrote or read. Any other state comes from another window.
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
    // No await between reading and writing a task that this window knows, so that two changes cannot overwrite each other.
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
      // The keys sort by time, so the first ones are the oldest.
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

/** The record of a task. Errors: `internal` when there is none any more. */
export async function requireTask(tasks: Pick<Tasks, 'find'>, key: TaskKey): Promise<Task> {
  return (await tasks.find(key)) ?? fail('internal', 'no record of this task')
}
