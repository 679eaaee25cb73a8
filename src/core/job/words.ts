// The texts for the state of a job and of a run.

import type { Charged } from '../failure/failure.ts'
import { failureText } from '../failure/words.ts'
import { quantity } from '../base/text.ts'
import { pauseText } from '../service/pause.ts'
import type { Gone, JobState } from './job.ts'
import type { RunCounts, RunJob } from './runs.ts'
import type { Usual } from './usual.ts'

/** Names what is being waited for; waiting in the service's queue is not called generating. `now` in ms since 1970. */
export function phaseText(job: JobState, now: number): string {
  switch (job.phase) {
    case 'queued':
      return job.isHeld ? 'Not sent yet. Retry sends it.' : 'Queued'
    case 'exporting':
      return 'Reading the frame'
    case 'submitting':
      return job.pause === null ? 'Sending' : pauseText(job.pause, now, 'Trying')
    case 'polling':
      if (job.offline) return 'Offline. Waiting for the network'
      if (job.pause !== null) return pauseText(job.pause, now, 'Asking')
      if (job.queue !== null) return queueText(job.queue)
      return /pending|queue|submitted|^$/i.test(job.status) ? 'In the service’s queue' : 'Generating'
    case 'downloading':
      return job.pause === null ? 'Downloading the picture' : pauseText(job.pause, now, 'Trying')
    case 'inserting':
      return 'Placing it on the canvas'
    case 'done':
      return job.gone === undefined ? 'On the canvas' : goneText[job.gone]
    case 'failed':
      return failureText(job.failure).sentence
    case 'cancelled':
      return cancelledText[job.charged]
    default:
      return job satisfies never
  }
}

/** ", 40 %" where the service reports the progress of a picture. */
export function toldText(job: JobState): string {
  return job.phase === 'polling' && job.progress !== null && job.progress > 0 ? `, ${Math.round(job.progress * 100)} %` : ''
}

/** `place` in the queue; 1 is next. */
function queueText(place: number): string {
  return place === 1 ? 'Next in the queue' : `${place - 1} before it in the queue`
}

const cancelledText: Record<Charged, string> = {
  no: 'Cancelled. Not charged.',
  yes: 'Cancelled, but the service charges it.',
  unknown: 'Cancelled. The service may still charge it.',
}

/** "3 of 12", "1 kept of 3", and what happened to the others. */
export function runText({ all, done, failed, held, open, undone, unkept }: RunCounts): string {
  const became = { failed, stopped: all - done - failed - open, undone, 'not sent': held }
  const others = Object.entries(became).flatMap(([what, count]) => (count > 0 ? `${count} ${what}` : []))
  return [unkept > 0 ? `${done - unkept - undone} kept of ${all}` : `${done} of ${all}`, ...others].join(' · ')
}

/** "about 40 s", "about 2 min": rounded up, and no more precise than is useful. */
export function timeLeftText(seconds: number): string {
  if (seconds < 8) return 'a few seconds'
  return seconds <= 55 ? `about ${Math.ceil(seconds / 10) * 10} s` : `about ${Math.ceil(seconds / 60)} min`
}

function roughly(seconds: number): number {
  return seconds < 10 ? Math.max(1, Math.round(seconds)) : Math.round(seconds / 5) * 5
}

/** "usually 10–20 s"; empty where no durations are known. */
export function usualText(usual: Usual | null): string {
  if (usual === null) return ''
  const [low, high] = [roughly(usual.low), roughly(usual.high)]
  return low === high ? `usually ${low} s` : `usually ${low}–${high} s`
}

/** The title of a run's row: the name of the one source, or the number of sources. */
export function runTitle(jobs: readonly Pick<RunJob, 'sourceName'>[]): string {
  const sources = new Set(jobs.map(({ sourceName }) => sourceName))
  const [only = ''] = sources
  return sources.size === 1 ? only : quantity(sources.size, 'frame')
}

/** The label that tells a picture apart from the others of its run: "Brick, dusk · 2". */
export function pictureLabel({ title, nth }: Pick<RunJob, 'title' | 'nth'>): string {
  return nth === 1 ? title : `${title} · ${nth}`
}

export const viewBackText = 'Back to my view'

/** For a finished picture that is no longer on the canvas. */
const goneText: Record<Gone, string> = { undone: 'Undone or deleted.', unkept: 'Not kept.' }

export function onCanvasText(title: string): string {
  return `${title} is on the canvas.`
}

export function offCanvasText(title: string): string {
  return `${title} is not on the canvas any more.`
}

/** For a failed picture whose placeholder was never drawn. */
export const noPlaceText = 'This picture has no place on the canvas. Press Restyle for a new one.'

export const putBackText = 'Put back'
export const notPutBackText = 'The picture could not be put back.'
