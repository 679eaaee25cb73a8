// Stops jobs and removes them from the list.

import { type Job, isOver } from '../../core/job/job.ts'
import { type JobContext, cancel, removeJob } from './context.ts'

/** Asks the service to cancel a task it holds. If it does not, the picture still arrives. */
async function takeBack(context: JobContext, { key }: Job, remoteId: string): Promise<void> {
  const answer = await context.ports.cancel(remoteId).catch(() => null)
  if (answer?.isCancelled) cancel(context, key, answer.charged)
}

/**
 * Cancels those of these jobs that the service does not hold or agrees to cancel. Where a request is in flight its answer decides: what it
 * accepts is paid for and still arrives.
 */
export function stop(context: JobContext, jobs: readonly Job[]): void {
  // Queued jobs first, so that none of them takes a slot that is freed below.
  for (const { key, phase } of jobs) if (phase === 'queued') cancel(context, key)
  for (const job of jobs) {
    if (job.phase === 'submitting' && job.pause === null) context.stopping.add(job.key)
    else if (job.phase === 'submitting' || job.phase === 'exporting') cancel(context, job.key)
    else if (job.phase === 'polling') void takeBack(context, job, job.remoteId)
  }
}

/** Removes a job from the list that is over or waits for a person. Its placeholder is removed too; a finished picture stays. */
export function dismiss(context: JobContext, key: string): void {
  const job = context.entries.find(key)?.job
  if (job === undefined || !(isOver(job) || (job.phase === 'queued' && job.isHeld))) return
  if (job.phase !== 'done') context.figma.remove(key).catch(() => {})
  removeJob(context, key)
}
