// The state machine of a job as the window shows it: which state may follow which. Pure: it has no side effects, and late events change nothing.

import { type Charged, type Failure, afterAcceptance } from '../failure/failure.ts'
import type { Note } from '../failure/note.ts'
import type { TaskKey } from '../recipe/task.ts'
import type { AcceptedTask } from '../service/accepted-task.ts'
import type { Pause } from '../service/pause.ts'
import type { Heard } from '../service/polling.ts'

export const phases = ['queued', 'exporting', 'submitting', 'polling', 'downloading', 'inserting', 'done', 'failed', 'cancelled'] as const
export type Phase = (typeof phases)[number]

export type JobState =
  /** `isHeld`: the user is asked before it is sent, because the window was closed before its turn or its record could not be stored. */
  | { readonly phase: 'queued'; readonly isHeld: boolean }
  | { readonly phase: 'exporting' }
  /** `pause` is the wait until the next try, after an answer that proves that nothing was accepted; null while a request is running. */
  | { readonly phase: 'submitting'; readonly pause: Pause | null }
  | ({
      readonly phase: 'polling'
      readonly status: string
      /** From 0 to 1; null when the service does not report it. */
      readonly progress: number | null
      /** The place in the service's queue, where 1 is next; null when the service does not report it. */
      readonly queue: number | null
      readonly offline: boolean
      /** The wait until the next poll, when something delays it; null after a good answer. */
      readonly pause: Pause | null
    } & AcceptedTask)
  /** `pause` is the wait until the link is tried again; null during a try. */
  | ({ readonly phase: 'downloading'; readonly pause: Pause | null } & AcceptedTask)
  | ({ readonly phase: 'inserting' } & AcceptedTask)
  | { readonly phase: 'done'; readonly nodeId: string; readonly notes: readonly Note[]; readonly gone?: Gone }
  | {
      readonly phase: 'failed'
      readonly failure: Failure
      /** The task that the service holds for the job; null when it was not accepted. */
      readonly remote: AcceptedTask | null
      /** The link of a picture that is ready but could not be read; otherwise null. */
      readonly link: Link | null
    }
  | { readonly phase: 'cancelled'; readonly charged: Charged }

/** Why a finished picture is no longer on the canvas: undone or deleted by the user, or removed because another picture of its run was kept. */
export type Gone = 'undone' | 'unkept'

/** The address of a finished picture. It expires at `until`, in milliseconds since the epoch. */
export type Link = { readonly url: string; readonly until: number }

export type Job = {
  readonly key: TaskKey
  /** The same for all pictures of one press of the button. */
  readonly run: string
  readonly title: string
  readonly sourceName: string
  readonly startedAt: number
} & JobState

export type JobEvent =
  | { readonly type: 'started' | 'exported' | 'ready' | 'downloaded' | 'requeued' | 'held' | 'continued' }
  | ({ readonly type: 'accepted' | 'resumed' } & AcceptedTask)
  | ({ readonly type: 'progressed' } & Heard)
  | { readonly type: 'paused'; readonly pause: Pause }
  | { readonly type: 'inserted'; readonly nodeId: string; readonly notes: readonly Note[] }
  /** Something was found out about a picture after it was placed. */
  | { readonly type: 'noted'; readonly note: Note }
  | { readonly type: 'gone'; readonly why: Gone }
  /** The picture is on the canvas again, possibly as another node. */
  | { readonly type: 'put-back'; readonly nodeId: string }
  /** The same picture was already on the canvas, so nothing was sent. */
  | { readonly type: 'reused'; readonly nodeId: string }
  | { readonly type: 'failed'; readonly failure: Failure; readonly link?: Link }
  /** `charged` is set when whoever holds the task reported it; otherwise it follows from the job's phase. */
  | { readonly type: 'cancelled'; readonly charged?: Charged }

export function isOver(job: JobState): boolean {
  return job.phase === 'done' || job.phase === 'failed' || job.phase === 'cancelled'
}

export function isBusy(job: JobState): boolean {
  return !isOver(job) && job.phase !== 'queued'
}

/** The task that the service holds for the job; null when it was not accepted, and for a job that is done or cancelled. */
export function acceptedTaskOf(job: JobState): AcceptedTask | null {
  switch (job.phase) {
    case 'polling':
    case 'downloading':
    case 'inserting':
      return { remoteId: job.remoteId, acceptedAt: job.acceptedAt }
    case 'failed':
      return job.remote
    default:
      return null
  }
}

/**
 * Whether cancelling leaves a charge. Before the POST, and between two tries: no. While a POST is running: unknown. After it: yes, as the service
 * goes on and charges.
 */
function chargedOnCancel(job: JobState): Charged {
  if (job.phase === 'queued' || job.phase === 'exporting' || (job.phase === 'submitting' && job.pause !== null)) return 'no'
  return job.phase === 'submitting' ? 'unknown' : 'yes'
}

/** Null when the event changes nothing. */
function nextState(job: JobState, event: JobEvent): JobState | null {
  const remote = acceptedTaskOf(job)
  switch (event.type) {
    case 'started':
      return job.phase === 'queued' && !job.isHeld ? { phase: 'exporting' } : null
    case 'exported':
      return job.phase === 'exporting' ? { phase: 'submitting', pause: null } : null
    case 'accepted':
      return job.phase === 'submitting' ? polling(event) : null
    case 'progressed':
      return job.phase === 'polling'
        ? {
            ...job,
            status: event.status,
            progress: furthest(job.progress, event.progress),
            queue: event.queue,
            offline: event.offline,
            pause: null,
          }
        : null
    case 'paused':
      return job.phase === 'submitting' || job.phase === 'polling' || job.phase === 'downloading' ? { ...job, pause: event.pause } : null
    case 'continued':
      return (job.phase === 'submitting' || job.phase === 'downloading') && job.pause !== null ? { ...job, pause: null } : null
    case 'ready':
      return job.phase === 'polling' && remote ? { phase: 'downloading', pause: null, ...remote } : null
    case 'downloaded':
      return (job.phase === 'downloading' || job.phase === 'failed') && remote ? { phase: 'inserting', ...remote } : null
    case 'inserted':
      return job.phase === 'inserting' ? { phase: 'done', nodeId: event.nodeId, notes: event.notes } : null
    case 'noted':
      return job.phase === 'done' ? { ...job, notes: withNote(job.notes, event.note) } : null
    case 'gone':
      return job.phase === 'done' ? { ...job, gone: event.why } : null
    case 'put-back':
      return job.phase === 'done' ? { phase: 'done', nodeId: event.nodeId, notes: job.notes } : null
    case 'reused':
      return job.phase === 'submitting' ? { phase: 'done', nodeId: event.nodeId, notes: ['reused'] } : null
    case 'failed':
      return isOver(job)
        ? null
        : { phase: 'failed', failure: remote ? afterAcceptance(event.failure) : event.failure, remote, link: event.link ?? null }
    case 'cancelled':
      // Placing a picture cannot be cancelled: it is paid for and almost done.
      if (job.phase === 'cancelled' && event.charged !== undefined) return { phase: 'cancelled', charged: event.charged }
      return isOver(job) || job.phase === 'inserting' ? null : { phase: 'cancelled', charged: event.charged ?? chargedOnCancel(job) }
    case 'resumed':
      return job.phase === 'failed' || job.phase === 'queued' ? polling(event) : null
    case 'held':
      return job.phase === 'submitting' ? { phase: 'queued', isHeld: true } : null
    case 'requeued':
      return job.phase === 'failed' || job.phase === 'cancelled' || (job.phase === 'queued' && job.isHeld)
        ? { phase: 'queued', isHeld: false }
        : null
    default:
      return event satisfies never
  }
}

/** Adds a note. For a picture of one plain colour, the note about its shape is dropped as irrelevant. */
function withNote(notes: readonly Note[], note: Note): readonly Note[] {
  return [...notes.filter((one) => one !== note && !(note === 'plain-picture' && one === 'other-shape')), note]
}

function polling({ remoteId, acceptedAt }: AcceptedTask): JobState {
  return {
    phase: 'polling',
    status: '',
    progress: null,
    queue: null,
    offline: false,
    pause: null,
    remoteId,
    acceptedAt,
  }
}

/** Progress never goes backwards, whatever the service reports. */
function furthest(before: number | null, now: number | null): number | null {
  return before === null ? now : Math.max(before, now ?? before)
}

/** The job after an event; the same object when the event changes nothing. */
export function advance(job: Job, event: JobEvent): Job {
  const state = nextState(job, event)
  if (state === null) return job
  const { key, run, title, sourceName, startedAt } = job
  return { key, run, title, sourceName, startedAt, ...state }
}
