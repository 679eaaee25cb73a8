// How long pictures of a kind usually take, from those that were made here, and how far one is.

import type { Job } from './job.ts'

/** In seconds: between `low` and `high` lie most of them. */
export type Usual = { readonly low: number; readonly middle: number; readonly high: number }

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.round((sorted.length - 1) * share)] ?? 0
}

/** Null where none was made yet: a guess would be believed. */
export function usualOf(durations: readonly number[]): Usual | null {
  if (durations.length === 0) return null
  const sorted = [...durations].sort((a, b) => a - b)
  return { low: at(sorted, 0.1), middle: at(sorted, 0.5), high: at(sorted, 0.9) }
}

/** Never quite there before it is: the way to the canvas comes after. */
const mostBeforeReady = 0.92

/** From 0 to 1; where nothing was learned, a picture counts once it is over. `now` in ms since 1970. */
export function shareOf(job: Job, usual: Usual | null, now: number): number {
  switch (job.phase) {
    case 'queued':
    case 'exporting':
      return 0
    case 'submitting':
      return 0.02
    case 'polling': {
      const told = job.progress ?? 0
      const timed = usual === null ? 0 : Math.max(0, now - job.acceptedAt) / 1000 / Math.max(0.5, usual.middle)
      return Math.min(mostBeforeReady, Math.max(told, timed, 0.02))
    }
    case 'downloading':
      return 0.94
    case 'inserting':
      return 0.97
    case 'done':
    case 'failed':
    case 'cancelled':
      return 1
    default:
      return job satisfies never
  }
}
