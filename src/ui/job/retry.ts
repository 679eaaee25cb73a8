// Makes the same picture again: from the source as it is now, with the previous recipe plus the given changes.

import { PluginError } from '../../core/failure/failure.ts'
import type { Model } from '../../core/model/model.ts'
import { findModel } from '../../core/model/models.ts'
import { smaller } from '../../core/picture/registration.ts'
import { isChangedOrder } from '../../core/service/changed-order.ts'
import { subjectOf } from '../../core/recipe/recipe.ts'
import { recipeForModel } from '../../core/recipe/with-model.ts'
import { noPlaceText } from '../../core/job/words.ts'
import { type JobContext, reportFor } from './context.ts'
import type { Entry } from './entries.ts'
import { controlImageRequest, launch, prepareFor, prepared } from './launch.ts'
import { unknownModelFailure } from './missing-models.ts'

export type Change = {
  readonly seed?: number
  /** Sends fewer pixels than the model accepts. */
  readonly isSmaller?: boolean
  readonly model?: Model
}

/**
 * Whether the next request is a new order. An order whose answer was lost keeps its name, so that a relay repeats its answer (law 3). An
 * order that has ended or is changed needs a new name, or the relay would answer as before.
 */
function isNewOrder({ job, isDoubted }: Entry, { seed, isSmaller, model }: Change): boolean {
  if (seed !== undefined || isSmaller === true || model !== undefined) return true
  if (job.phase === 'cancelled') return job.charged !== 'unknown'
  if (job.phase !== 'failed' || job.remote !== null || isChangedOrder(job.failure)) return true
  // A later try that never reached the relay says nothing of the one that was lost.
  return !isDoubted && job.failure.charged !== 'unknown'
}

/** Does nothing for a job that is on its way or done. One without a placeholder cannot be made again, which is announced. */
export function retry(context: JobContext, key: string, wanted: Change = {}): void {
  const { isSmaller, model: other, ...change } = wanted
  const entry = context.entries.find(key)
  if (entry === null) return
  const { job } = entry
  if (entry.task === null) return job.phase === 'failed' ? context.announce(noPlaceText) : undefined
  const { recipe } = entry.task
  const isNew = isNewOrder(entry, wanted)
  reportFor(context, key)({ type: 'requeued' })
  // The state did not change: the button was pressed twice and the job is already on its way.
  if (entry.job === job) return
  entry.isDoubted = !isNew
  const model = other ?? findModel(recipe.modelId)
  if (model === null) return launch(context, entry, () => Promise.reject(new PluginError(unknownModelFailure)))
  const rules = isSmaller ? smaller(model.rules) : model.rules
  const begun = context.figma.beginAgain({
    key,
    rules,
    change: { ...change, ...(other && recipeForModel(recipe, other)) },
    isNewOrder: isNew,
  })
  // Awaited when the job's turn comes; until then a rejection must not count as unhandled.
  begun.catch(() => {})
  entry.placeholder = begun
  launch(context, entry, async () => {
    const task = await begun
    entry.task = task
    const request = controlImageRequest(subjectOf(task.recipe), task.recipe, rules)
    return prepared(context, task, await prepareFor(context, request, [key]), { mayReuse: false })
  })
}
