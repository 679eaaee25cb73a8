// A task that the service has accepted, and how long its picture can be fetched.

import type { Hold } from '../failure/failure.ts'

/** `remoteId` is the service's id of the task; `acceptedAt` is in ms since 1970, by this computer's clock. */
export type AcceptedTask = { readonly remoteId: string; readonly acceptedAt: number }

/** The service keeps a finished picture for about this long (api §4). */
export const linkLifetimeMs = 10 * 60_000

/** What the service holds for a task: nothing, a picture it can still deliver, or one older than the time for which it promises to keep it. */
export function holdOf(task: AcceptedTask | null, now: number): Hold {
  if (task === null) return 'nothing'
  return now - task.acceptedAt < linkLifetimeMs ? 'fresh' : 'old'
}
