// Models that the service no longer has: which ones this window found, and which jobs wait for another model.

import type { Failure } from '../../core/failure/failure.ts'
import type { Job, JobState } from '../../core/job/job.ts'
import type { Recipe } from '../../core/recipe/recipe.ts'

/** Failure of a task whose model this version does not know; nothing was sent. A task that the service already holds is fetched anyway. */
export const unknownModelFailure: Failure = { code: 'model-unavailable', charged: 'no', detail: 'not known to this version' }

/** Whether the service has proven that it took nothing (law 3). */
function isModelMissing(job: JobState): boolean {
  return job.phase === 'failed' && job.failure.code === 'model-unavailable' && job.remote === null
}

/** @param recipeOf null for a job whose placeholder was never drawn */
export function makeMissingModels(recipeOf: (key: string) => Recipe | null) {
  const ids = new Set<string>()
  return {
    ids: ids as ReadonlySet<string>,
    /** Called with each new state of a job. An accepted job proves that its model is available again. */
    learn: (job: Job): void => {
      const id = recipeOf(job.key)?.modelId
      if (id === undefined) return
      if (isModelMissing(job)) ids.add(id)
      if (job.phase === 'polling') ids.delete(id)
    },
    /** The keys of this job and of the jobs of the same order that failed for the same reason. */
    sameOrderFailures: (jobs: Iterable<Job>, key: string): readonly string[] => {
      const first = recipeOf(key)
      const isOfOrder = (other: Recipe | null): boolean =>
        first !== null && first.modelId === other?.modelId && first.createdAt === other.createdAt
      return [...jobs].filter((job) => isModelMissing(job) && isOfOrder(recipeOf(job.key))).map((job) => job.key)
    },
  }
}
