// Continues tasks that were started before: by earlier windows, or with a wait that was abandoned.

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

/** Unfinished tasks of earlier windows. Only those that the service or a relay already knows continue without a person (law 3). */
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
    // The placeholder may lack its failure mark, as the window closed before anything failed.
    if (isNamed(task)) sendAgain(context, entry, task)
    else if (task.state === 'intended') context.figma.markFailed({ key, isOver: false }).catch(() => {})
    if (task.state === 'accepted') {
      const { remoteId, acceptedAt } = task
      launchResumed(context, entry, measurable(context, task), { remoteId, acceptedAt })
    }
  }
  void context.thumbnails.resume(tasks, (key) => context.entries.find(key) !== null)
}

/**
 * Makes the control image of an earlier order again. Throws when it would differ, as a relay would then not recognise the order by its
 * name.
 */
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
 * A task whose picture can be measured and laid back, provided that its source still looks as it was sent. Excludes live layers: that
 * source is drawn from copies, which would have to wait for the picture.
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

/** Sends the order of an earlier window again, with the same name and recipe. */
function sendAgain(context: JobContext, entry: Entry, task: Task): void {
  // Any failure here becomes `changedOrder`: it says nothing about whether the order was accepted.
  const again = async (): Promise<Prepared> => ({
    ...(await prepared(context, task, await sameImage(context, task, [task.key]), { mayReuse: false })),
    since: task.at,
  })
  launch(context, entry, () => again().catch(() => Promise.reject(new PluginError(changedOrder))))
}

/** Asks the service again for a task it holds; if it holds none, retries the job. */
export function checkAgain(context: JobContext, key: string): void {
  const entry = context.entries.find(key)
  const remote = entry === null ? null : acceptedTaskOf(entry.job)
  if (entry === null || entry.task === null || remote === null) return retry(context, key)
  context.figma.markWaiting(key).catch(() => {})
  launchResumed(context, entry, measurable(context, entry.task), remote)
}
