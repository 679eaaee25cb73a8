// What all actions on jobs share: entries, queue, log, thumbnails, and the ports to the outside.

import type { Signal } from '@preact/signals'
import { type Job, type JobEvent, type JobState, acceptedTaskOf, advance, isOver } from '../../core/job/job.ts'
import type { JobApi } from '../../core/job/protocol.ts'
import { type Charged, endsTask } from '../../core/failure/failure.ts'
import { onCanvasText } from '../../core/job/words.ts'
import { holdOf } from '../../core/service/accepted-task.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { ControlImage, ControlImageRequest } from '../control-image/prepare.ts'
import type { ReferencePart } from '../reference/part.ts'
import { type Entries, type Entry, settle } from './entries.ts'
import type { GeneratePorts } from './generate.ts'
import type { makeJobLog } from './job-log.ts'
import type { makeJobThumbnails } from './job-thumbnails.ts'
import type { makeMissingModels } from './missing-models.ts'
import type { Queue } from './queue.ts'

/** When the list is longer than this, the oldest finished jobs are removed from it. */
const shownAtMost = 40

export type JobContext = {
  readonly figma: RemoteApi<JobApi>
  readonly ports: GeneratePorts
  /** The reference picture that gives a recipe its look. Throws when it is not available. */
  readonly reference: ReferencePart['pictureOf']
  readonly entries: Entries
  readonly queue: Queue
  /** How many pictures are made at the same time. */
  readonly parallel: () => number
  readonly log: ReturnType<typeof makeJobLog>
  readonly thumbnails: ReturnType<typeof makeJobThumbnails>
  readonly missingModels: ReturnType<typeof makeMissingModels>
  /** Keys of jobs to cancel unless the answer they are waiting for accepts them. */
  readonly stopping: Set<string>
  /** Exports the source and makes the control image. */
  controlImage(request: ControlImageRequest, signal: AbortSignal): Promise<ControlImage>
  /** Ids of runs that may still receive further pictures. */
  readonly growing: Signal<ReadonlySet<string>>
  /** True once the view on the canvas was moved to show the new placeholders. */
  readonly viewMoved: Signal<boolean>
  now(): number
  announce(text: string): void
}

type NewJob = {
  readonly key: string
  readonly run: string
  readonly title: string
  readonly sourceName: string
  readonly startedAt: number
  readonly state: JobState
}

/** Adds a job to the list and removes the oldest finished ones beyond the limit. Failed jobs stay, because they wait for a person. */
export function addJob(context: JobContext, { key, run, title, sourceName, startedAt, state }: NewJob): Entry {
  const entry = context.entries.put({ key, run, title, sourceName, startedAt, ...state })
  const jobs = context.entries.jobs.peek()
  const removable = jobs.filter((job) => isOver(job) && job.phase !== 'failed')
  for (const old of removable.slice(0, Math.max(0, jobs.length - shownAtMost))) removeJob(context, old.key)
  return entry
}

/** Removes a job from the list together with its log and thumbnail. Nothing changes on the canvas. */
export function removeJob({ entries, log, thumbnails }: JobContext, key: string): void {
  entries.remove(key)
  log.drop(key)
  thumbnails.drop(key)
}

/**
 * Returns the function that takes the events of a job. It updates the state and the log and handles the end. Late events change nothing.
 */
export function reportFor(context: JobContext, key: string): (event: JobEvent) => void {
  return (event) => {
    const entry = context.entries.find(key)
    if (entry === null) return
    context.log.add(key, event)
    const before = entry.job
    const after = advance(before, event)
    if (after === before) return
    context.missingModels.learn(after)
    context.entries.put(after)
    if (after.phase !== before.phase) followEnd(context, entry, after)
    if (after.phase !== 'submitting') context.stopping.delete(key)
    else if (after.pause !== null && context.stopping.has(key)) cancel(context, key)
  }
}

function followEnd(context: JobContext, entry: Entry, job: Job): void {
  const { figma, now, announce } = context
  if (job.phase === 'failed') {
    announce('')
    // Not awaited: for the window the job is over, whether or not the placeholder can be marked.
    figma.markFailed({ key: job.key, isOver: endsTask(job.failure, holdOf(job.remote, now())) }).catch(() => {})
  }
  if (job.phase === 'done') {
    announce(onCanvasText(job.title))
    settle(entry)
    void context.thumbnails.showResult(job.key, job.nodeId, () => context.entries.find(job.key) !== null)
  }
}

/** Asks the service or relay to cancel the task and reports the charge. Without an answer the job keeps what it reported before. */
async function cancelRemote(context: JobContext, key: string, remoteId: string): Promise<void> {
  const answer = await context.ports.cancel(remoteId).catch(() => null)
  if (answer !== null) reportFor(context, key)({ type: 'cancelled', charged: answer.charged })
}

/**
 * Cancels a job, except one that is being inserted: that picture is paid and almost there. Pass `charged` if the service has already
 * reported it.
 */
export function cancel(context: JobContext, key: string, charged?: Charged): void {
  const entry = context.entries.find(key)
  if (entry === null || isOver(entry.job) || entry.job.phase === 'inserting') return
  const remote = acceptedTaskOf(entry.job)
  reportFor(context, key)({ type: 'cancelled', ...(charged === undefined ? {} : { charged }) })
  if (remote !== null && charged === undefined) void cancelRemote(context, key, remote.remoteId)
  context.queue.leave(key)
  entry.controller?.abort()
  // The placeholder may still be on its way; it can only be removed once it exists.
  const remove = (): Promise<void> => context.figma.remove(key)
  Promise.resolve(entry.placeholder)
    .then(remove, remove)
    .catch(() => {})
}
