// How a task of an earlier window is shown as a job in a new one.

import type { Failure } from '../../core/failure/failure.ts'
import type { JobState } from '../../core/job/job.ts'
import type { Task } from '../../core/recipe/task.ts'

/** The POST may have been sent, but no answer was recorded. */
export const notConfirmed: Failure = { code: 'maybe-submitted', charged: 'unknown', detail: 'the window was closed while sending' }

/** Whether the order can be sent again under its name: a relay repeats its first answer, and nothing is paid twice (law 3). */
export function isNamed(task: Task): boolean {
  return task.state === 'intended' && task.relay !== undefined
}

/** The sandbox drew no placeholder for the task and gave no reason. */
export const lostTask: Failure = { code: 'internal', charged: 'no', detail: 'the order lost a task' }

/** Tasks that the service holds are fetched and those that a relay knows by name are sent again; all others wait for a person. */
export function stateOf(task: Task): JobState {
  if (isNamed(task)) return { phase: 'queued', isHeld: false }
  if (task.state === 'intended') return { phase: 'failed', failure: notConfirmed, remote: null, link: null }
  if (task.state === 'waiting') return { phase: 'queued', isHeld: true }
  // Never "queued": the service holds the task, so cancelling it is not free.
  const { remoteId, acceptedAt } = task
  return { phase: 'polling', status: '', progress: null, queue: null, offline: false, pause: null, remoteId, acceptedAt }
}
