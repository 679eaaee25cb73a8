// The jobs of this window, one entry each: what is shown of it, and what is needed to go on with it.

import { type ReadonlySignal, signal } from '@preact/signals'
import type { Job } from '../../core/job/job.ts'
import type { Recipe } from '../../core/recipe/recipe.ts'
import type { Task } from '../../core/recipe/task.ts'

export type Entry = {
  job: Job
  /** Its record on the canvas; null before the placeholder is drawn, and once the job is done. */
  task: Task | null
  /** The recipe of a finished picture; null before. */
  made: Recipe | null
  /** Stops what runs for it; null while nothing was started. */
  controller: AbortController | null
  /** Settles when the placeholder stands or cannot; null for a job of an earlier window, whose placeholder is there. */
  placeholder: Promise<unknown> | null
}

export type Entries = {
  /** The oldest first. Written by `put`, `remove` and `redraw`. */
  readonly jobs: ReadonlySignal<readonly Job[]>
  find(key: string): Entry | null
  /** Adds a job, or shows another state of one. */
  put(job: Job): Entry
  remove(key: string): void
  /** The same jobs as a new list, for what is shown beside them. */
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

/** Drops what is only needed to go on with a task. */
export function settle(entry: Entry): void {
  entry.made = entry.task?.recipe ?? null
  entry.task = null
  entry.controller = null
  entry.placeholder = null
}

/** Stops what ran for the entry before, and gives the signal of what runs now. */
export function renewSignal(entry: Entry): AbortSignal {
  entry.controller?.abort()
  entry.controller = new AbortController()
  return entry.controller.signal
}
