// Models that the service has no more: which this window found, and which pictures wait for another one.

import type { Failure } from '../../core/failure/failure.ts'
import type { Job, JobState } from '../../core/job/job.ts'
import type { Recipe } from '../../core/recipe/recipe.ts'

/** A task whose model this version does not know fails so before anything is sent. What the service already holds of it is fetched all the same. */
export const unknownModelFailure: Failure = { code: 'model-unavailable', charged: 'no', detail: 'not known to this version' }

/** Proven: the service has taken nothing (law 3). */
function isGone(job: JobState): boolean {
  return job.phase === 'failed' && job.failure.code === 'model-unavailable' && job.remote === null
}

export function makeMissingModels(recipeOf: (key: string) => Recipe | undefined) {
  const ids = new Set<string>()
  return {
    ids: ids as ReadonlySet<string>,
    /** A job has come to this. One that was accepted proves that its model is back. */
    learn: (job: Job): void => {
      const id = recipeOf(job.key)?.modelId
      if (id !== undefined && isGone(job)) ids.add(id)
      if (id !== undefined && job.phase === 'polling') ids.delete(id)
    },
    /** The keys of this job and of those of its order that failed as it did. */
    together: (jobs: Iterable<Job>, key: string): readonly string[] => {
      const first = recipeOf(key)
      const isAlike = (other: Recipe | undefined): boolean =>
        first !== undefined && first.modelId === other?.modelId && first.createdAt === other.createdAt
      return [...jobs].filter((job) => isGone(job) && isAlike(recipeOf(job.key))).map((job) => job.key)
    },
  }
}
