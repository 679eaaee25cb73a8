// Jobs that a person stops, or takes off the list.

import { type Job, isOver } from '../../core/job/job.ts'
import { type JobContext, cancel, removeJob } from './context.ts'

/** What the service holds is asked back; where it cannot be had, its picture still lands. */
async function takeBack(context: JobContext, { key }: Job, remoteId: string): Promise<void> {
  const answer = await context.ports.cancel(remoteId).catch(() => null)
  if (answer?.isCancelled) cancel(context, key, answer.charged)
}

/** Of these jobs, those that the service does not hold, or gives back. Where an answer is out, it decides: what it accepts is paid, and lands. */
export function stop(context: JobContext, jobs: readonly Job[]): void {
  // The queue first, lest what waits takes the place of what was stopped.
  for (const { key, phase } of jobs) if (phase === 'queued') cancel(context, key)
  for (const job of jobs) {
    if (job.phase === 'submitting' && job.pause === null) context.stopping.add(job.key)
    else if (job.phase === 'submitting' || job.phase === 'exporting') cancel(context, job.key)
    else if (job.phase === 'polling') void takeBack(context, job, job.remoteId)
  }
}

/** Takes a job off the list that is over or waits for a person. Its placeholder goes along; a finished picture stays. */
export function dismiss(context: JobContext, key: string): void {
  const job = context.entries.find(key)?.job
  if (job === undefined || !(isOver(job) || (job.phase === 'queued' && job.isHeld))) return
  if (job.phase !== 'done') context.figma.remove(key).catch(() => {})
  removeJob(context, key)
}
