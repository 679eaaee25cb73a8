// How a task of an earlier window shows as a job in a new one.

import type { Failure } from '../../core/failure/failure.ts'
import type { JobState } from '../../core/job/job.ts'
import type { Task } from '../../core/recipe/task.ts'

/** Its POST may have gone out; no answer was written down. */
export const notConfirmed: Failure = { code: 'maybe-submitted', charged: 'unknown', detail: 'the window was closed while sending' }

/** Its order can be sent again under its name: a relay answers as the first time, and nothing is paid twice (law 3). */
export function isNamed(task: Task): boolean {
  return task.state === 'intended' && task.relay !== undefined
}

/** The sandbox drew no placeholder for it, and does not say why. */
export const lostTask: Failure = { code: 'internal', charged: 'no', detail: 'the order lost a task' }

/** What the service holds is fetched, and what a relay knows by its name is asked for again; all else waits for a person. */
export function stateOf(task: Task): JobState {
  if (isNamed(task)) return { phase: 'queued', isHeld: false }
  if (task.state === 'intended') return { phase: 'failed', failure: notConfirmed, remote: null, link: null }
  if (task.state === 'waiting') return { phase: 'queued', isHeld: true }
  // Never "queued": the service holds it, so stopping it now is not free.
  const { remoteId, acceptedAt } = task
  return { phase: 'polling', status: '', progress: null, queue: null, offline: false, pause: null, remoteId, acceptedAt }
}
