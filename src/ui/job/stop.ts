// Jobs that a person stops, or takes off the list.

import { isOver } from '../../core/job/job.ts'
import { type JobContext, removeJob, reportFor } from './context.ts'

/** A picture that is being placed is not stopped: it is paid and almost there. */
export function cancel(context: JobContext, key: string): void {
  const entry = context.entries.find(key)
  if (entry === null || isOver(entry.job) || entry.job.phase === 'inserting') return
  reportFor(context, key)({ type: 'cancelled' })
  context.queue.leave(key)
  entry.controller?.abort()
  // A placeholder that is still being drawn can only be removed once it is there.
  const remove = (): Promise<void> => context.figma.remove(key)
  Promise.resolve(entry.placeholder)
    .then(remove, remove)
    .catch(() => {})
}

/** Takes a job off the list that is over or waits for a person. Its placeholder goes along; a finished picture stays. */
export function dismiss(context: JobContext, key: string): void {
  const job = context.entries.find(key)?.job
  if (job === undefined || !(isOver(job) || (job.phase === 'queued' && job.isHeld))) return
  if (job.phase !== 'done') context.figma.remove(key).catch(() => {})
  removeJob(context, key)
}
