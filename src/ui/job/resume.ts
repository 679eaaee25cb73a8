// Tasks that were begun before: those of earlier windows, and those whose wait was given up.

import { acceptedTaskOf } from '../../core/job/job.ts'
import { titleOf } from '../../core/recipe/words.ts'
import type { Task } from '../../core/recipe/task.ts'
import { type JobContext, addJob } from './context.ts'
import { launchResumed } from './launch.ts'
import { stateOf } from './resumed.ts'
import { retry } from './retry.ts'

/** Unfinished tasks of earlier windows. Only what the service already holds goes on by itself (law 3). */
export function resumeTasks(context: JobContext, tasks: readonly Task[]): void {
  for (const task of tasks) {
    const { key, recipe, at: startedAt } = task
    const entry = addJob(context, {
      key,
      run: `at ${recipe.createdAt}`,
      title: titleOf(recipe),
      sourceName: recipe.source.name,
      startedAt,
      state: stateOf(task),
    })
    entry.task = task
    // The mark on the canvas may be missing: its window was closed before anything failed.
    if (task.state === 'intended') context.figma.markFailed({ key, isOver: false }).catch(() => {})
    if (task.state === 'accepted') {
      const { remoteId, acceptedAt } = task
      launchResumed(context, entry, task, { remoteId, acceptedAt })
    }
  }
  void context.thumbnails.resume(tasks, (key) => context.entries.find(key) !== null)
}

/** Asks the service once more for what it holds; sends again when it holds nothing. */
export function checkAgain(context: JobContext, key: string): void {
  const entry = context.entries.find(key)
  const remote = entry === null ? null : acceptedTaskOf(entry.job)
  if (entry === null || entry.task === null || remote === null) return retry(context, key)
  context.figma.markWaiting(key).catch(() => {})
  launchResumed(context, entry, entry.task, remote)
}
