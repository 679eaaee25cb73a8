// Estimates how long pictures of a kind take, from the durations of earlier ones, and the progress of each.

import type { Job } from './job.ts'

/** In seconds; most durations lie between `low` and `high`. */
export type Usual = { readonly low: number; readonly middle: number; readonly high: number }

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.round((sorted.length - 1) * share)] ?? 0
}

/** Null where no picture of the kind was made yet, because users would take a guess for a fact. */
export function usualOf(durations: readonly number[]): Usual | null {
  if (durations.length === 0) return null
  const sorted = [...durations].sort((a, b) => a - b)
  return { low: at(sorted, 0.1), middle: at(sorted, 0.5), high: at(sorted, 0.9) }
}

/** The progress stays below this until the picture is ready, as it still has to get to the canvas. */
const mostBeforeReady = 0.92

/** Progress of a picture from 0 to 1. Where no durations are known, it is based on what the service reports. `now` in ms since 1970. */
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
