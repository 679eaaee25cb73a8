// Tasks that were begun before: those of earlier windows, and those whose wait was given up.

import { PluginError } from '../../core/failure/failure.ts'
import { acceptedTaskOf } from '../../core/job/job.ts'
import { findModel } from '../../core/model/models.ts'
import { smaller } from '../../core/picture/registration.ts'
import { hasChoice } from '../../core/recipe/live-choice.ts'
import { subjectOf } from '../../core/recipe/recipe.ts'
import { titleOf } from '../../core/recipe/words.ts'
import type { Task } from '../../core/recipe/task.ts'
import { changedOrder } from '../../core/service/changed-order.ts'
import type { ControlImage } from '../control-image/prepare.ts'
import { type JobContext, addJob } from './context.ts'
import type { Entry } from './entries.ts'
import type { Prepared, Run } from './generate.ts'
import { controlImageRequest, launch, launchResumed, prepareFor, prepared } from './launch.ts'
import { unknownModelFailure } from './missing-models.ts'
import { isNamed, stateOf } from './resumed.ts'
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
    if (isNamed(task)) sendAgain(context, entry, task)
    else if (task.state === 'intended') context.figma.markFailed({ key, isOver: false }).catch(() => {})
    if (task.state === 'accepted') {
      const { remoteId, acceptedAt } = task
      launchResumed(context, entry, measurable(context, task), { remoteId, acceptedAt })
    }
  }
  void context.thumbnails.resume(tasks, (key) => context.entries.find(key) !== null)
}

/** The picture of an earlier order, made once more. Throws where it would be another: a relay would not know it by the name. */
async function sameImage(context: JobContext, { recipe }: Task, keys: readonly string[]): Promise<ControlImage> {
  const model = findModel(recipe.modelId)
  if (model === null) throw new PluginError(unknownModelFailure)
  for (const rules of [model.rules, smaller(model.rules)]) {
    const image = await prepareFor(context, controlImageRequest(subjectOf(recipe), recipe, rules), keys)
    const { sent } = image.plan
    if (sent.width !== recipe.sent.width || sent.height !== recipe.sent.height) continue
    if (image.composed.fingerprint === recipe.source.fingerprint) return image
  }
  throw new PluginError(changedOrder)
}

/**
 * A task whose picture can be measured, and laid back, where its source still looks as it was sent. Not where layers stay live: that
 * source is drawn by copies, which would have to wait for the picture.
 */
function measurable(context: JobContext, task: Task): Pick<Run, 'task' | 'source'> {
  if (hasChoice(task.recipe.live)) return { task, source: () => null }
  return {
    task,
    source: () =>
      sameImage(context, task, []).then(
        ({ composed, own }) => own ?? composed.blob,
        () => null,
      ),
  }
}

/** The order of an earlier window under the same name, with the recipe as it was. */
function sendAgain(context: JobContext, entry: Entry, task: Task): void {
  // What keeps it from being made is no answer to whether it was accepted.
  const again = async (): Promise<Prepared> => ({
    ...(await prepared(context, task, await sameImage(context, task, [task.key]), { mayReuse: false })),
    since: task.at,
  })
  launch(context, entry, () => again().catch(() => Promise.reject(new PluginError(changedOrder))))
}

/** Asks the service once more for what it holds; sends again when it holds nothing. */
export function checkAgain(context: JobContext, key: string): void {
  const entry = context.entries.find(key)
  const remote = entry === null ? null : acceptedTaskOf(entry.job)
  if (entry === null || entry.task === null || remote === null) return retry(context, key)
  context.figma.markWaiting(key).catch(() => {})
  launchResumed(context, entry, measurable(context, entry.task), remote)
}
