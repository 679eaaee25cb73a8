// The jobs of this window, one entry each: the state that is shown, and what is needed to continue the job.

import { type ReadonlySignal, signal } from '@preact/signals'
import type { Job } from '../../core/job/job.ts'
import type { Recipe } from '../../core/recipe/recipe.ts'
import type { Task } from '../../core/recipe/task.ts'

export type Entry = {
  job: Job
  /** The task record; null before the placeholder is drawn and once the job is done. */
  task: Task | null
  /** The recipe of a finished picture; null before that. */
  made: Recipe | null
  /** Aborts the work in progress for this job; null while none was started. */
  controller: AbortController | null
  /** Settles when the placeholder is drawn or has failed. Null for a job of an earlier window, whose placeholder already exists. */
  placeholder: Promise<unknown> | null
  /** A try of its order was lost, and none was accepted or changed since: the order keeps its name. */
  isDoubted?: boolean
}

export type Entries = {
  /** Oldest first. Changed only by `put`, `remove` and `redraw`. */
  readonly jobs: ReadonlySignal<readonly Job[]>
  find(key: string): Entry | null
  /** Adds a job or updates its state. */
  put(job: Job): Entry
  remove(key: string): void
  /** Publishes the same jobs as a new list, so that values shown next to them are drawn again. */
  redraw(): void
}

export function makeEntries(): Entries {
  const entries = new Map<string, Entry>()
  const jobs = signal<readonly Job[]>([])

  const redraw = (): void => {
    jobs.value = [...entries.values()].map(({ job }) => job)
  }

  return {
    jobs,
    find: (key) => entries.get(key) ?? null,
    put: (job) => {
      const entry = entries.get(job.key) ?? { job, task: null, made: null, controller: null, placeholder: null }
      entry.job = job
      entries.set(job.key, entry)
      redraw()
      return entry
    },
    remove: (key) => {
      entries.delete(key)
      redraw()
    },
    redraw,
  }
}

/** Drops what was only needed while the task was unfinished. */
export function settle(entry: Entry): void {
  entry.made = entry.task?.recipe ?? null
  entry.task = null
  entry.controller = null
  entry.placeholder = null
}

/** Aborts the previous work for this entry and returns the signal for the next. */
export function renewSignal(entry: Entry): AbortSignal {
  entry.controller?.abort()
  entry.controller = new AbortController()
  return entry.controller.signal
}
