// Jobs that a person stops, or takes off the list.

import { type Job, isOver } from '../../core/job/job.ts'
import { type JobContext, cancel, removeJob } from './context.ts'

/** Of these jobs, those that the service does not hold. Where an answer is out, it decides: what it accepts is paid, and lands. */
export function stop(context: JobContext, jobs: readonly Job[]): void {
  // The queue first, lest what waits takes the place of what was stopped.
  for (const { key, phase } of jobs) if (phase === 'queued') cancel(context, key)
  for (const job of jobs) {
    if (job.phase === 'submitting' && job.pause === null) context.stopping.add(job.key)
    else if (job.phase === 'submitting' || job.phase === 'exporting') cancel(context, job.key)
  }
}

/** Takes a job off the list that is over or waits for a person. Its placeholder goes along; a finished picture stays. */
export function dismiss(context: JobContext, key: string): void {
  const job = context.entries.find(key)?.job
  if (job === undefined || !(isOver(job) || (job.phase === 'queued' && job.isHeld))) return
  if (job.phase !== 'done') context.figma.remove(key).catch(() => {})
  removeJob(context, key)
}
