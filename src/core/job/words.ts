// The stage of a job, in words.

import { failureText } from '../failure/words.ts'
import { pauseText } from '../service/pause.ts'
import type { JobState } from './job.ts'

/** Names what is waited for: the service's queue is not called painting. `now` in ms since 1970. */
export function phaseText(job: JobState, now: number): string {
  switch (job.phase) {
    case 'queued':
      return job.isHeld ? 'Not sent yet. Retry sends it.' : 'Waiting for a free slot'
    case 'exporting':
      return 'Exporting the frame'
    case 'submitting':
      return job.pause === null ? 'Sending' : pauseText(job.pause, now, 'Trying')
    case 'polling':
      if (job.offline) return 'Offline. Waiting for the network'
      if (job.pause !== null) return pauseText(job.pause, now, 'Asking')
      return /pending|queue|submitted|^$/i.test(job.status) ? 'Waiting in the service’s queue' : 'The service is painting'
    case 'downloading':
      return job.pause === null ? 'Downloading the picture' : pauseText(job.pause, now, 'Trying')
    case 'inserting':
      return 'Placing it on the canvas'
    case 'done':
      return 'On the canvas'
    case 'failed':
      return failureText(job.failure).sentence
    case 'cancelled':
      return job.charged === 'no' ? 'Cancelled. Not charged.' : 'Cancelled. The service may finish and charge it.'
    default:
      return job satisfies never
  }
}
