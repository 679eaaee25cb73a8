// What the actions on jobs share: their entries, the queue, what is written down about them, and the ways out of the window.

import type { Signal } from '@preact/signals'
import { type Job, type JobEvent, type JobState, acceptedTaskOf, advance, isOver } from '../../core/job/job.ts'
import type { JobApi } from '../../core/job/protocol.ts'
import { type Charged, endsTask } from '../../core/failure/failure.ts'
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

/** Finished jobs beyond this many leave the list by themselves. */
const shownAtMost = 40

export type JobContext = {
  readonly figma: RemoteApi<JobApi>
  readonly ports: GeneratePorts
  /** The picture that gives the look of a recipe. Throws where it cannot be had. */
  readonly reference: ReferencePart['pictureOf']
  readonly entries: Entries
  readonly queue: Queue
  /** How many are made at once. */
  readonly parallel: () => number
  readonly log: ReturnType<typeof makeJobLog>
  readonly thumbnails: ReturnType<typeof makeJobThumbnails>
  readonly missingModels: ReturnType<typeof makeMissingModels>
  /** Jobs that go no further than an answer that is out: it may still accept them. */
  readonly stopping: Set<string>
  /** Exports the source and makes the picture that leaves. */
  controlImage(request: ControlImageRequest, signal: AbortSignal): Promise<ControlImage>
  /** Runs that may get further pictures. */
  readonly growing: Signal<ReadonlySet<string>>
  /** The view on the canvas was moved to show what was ordered. */
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

/** Puts a job on the list; the oldest finished ones make room. A failed one stays, since it waits for a person. */
export function addJob(context: JobContext, { key, run, title, sourceName, startedAt, state }: NewJob): Entry {
  const entry = context.entries.put({ key, run, title, sourceName, startedAt, ...state })
  const jobs = context.entries.jobs.peek()
  const over = jobs.filter(isOver).slice(0, Math.max(0, jobs.length - shownAtMost))
  for (const old of over) if (old.phase !== 'failed') removeJob(context, old.key)
  return entry
}

/** Takes a job off the list with all that was kept for it. Nothing changes on the canvas. */
export function removeJob({ entries, log, thumbnails }: JobContext, key: string): void {
  entries.remove(key)
  log.drop(key)
  thumbnails.drop(key)
}

/** Where the events of a job go: its state, its log, and what follows from its end. Late events change nothing. */
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
    // Sent, not awaited: the job is over for the window, whether or not the placeholder can be marked.
    figma.markFailed({ key: job.key, isOver: endsTask(job.failure, holdOf(job.remote, now())) }).catch(() => {})
  }
  if (job.phase === 'done') {
    announce(`${job.title} is on the canvas.`)
    settle(entry)
    void context.thumbnails.showResult(job.key, job.nodeId, () => context.entries.find(job.key) !== null)
  }
}

/** Asks whoever holds the task to end it, and says what that saved; without an answer the job says what it said. */
async function cancelRemote(context: JobContext, key: string, remoteId: string): Promise<void> {
  const answer = await context.ports.cancel(remoteId).catch(() => null)
  if (answer !== null) reportFor(context, key)({ type: 'cancelled', charged: answer.charged })
}

/** A picture that is being placed is not stopped: it is paid and almost there. `charged` where the service has said it already. */
export function cancel(context: JobContext, key: string, charged?: Charged): void {
  const entry = context.entries.find(key)
  if (entry === null || isOver(entry.job) || entry.job.phase === 'inserting') return
  const remote = acceptedTaskOf(entry.job)
  reportFor(context, key)({ type: 'cancelled', ...(charged === undefined ? {} : { charged }) })
  if (remote !== null && charged === undefined) void cancelRemote(context, key, remote.remoteId)
  context.queue.leave(key)
  entry.controller?.abort()
  // A placeholder that is still being drawn can only be removed once it is there.
  const remove = (): Promise<void> => context.figma.remove(key)
  Promise.resolve(entry.placeholder)
    .then(remove, remove)
    .catch(() => {})
}
