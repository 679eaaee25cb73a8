// Groups the pictures of one press of the button into a run, shown as one row: how many are done, their progress, and the time left.

import { type Usual, shareOf } from './usual.ts'
import { stepsFor } from '../failure/words.ts'
import { type Gone, type Job, isBusy, isOver } from './job.ts'

/** `jobs` in the order in which they were ordered. */
export type Run = { readonly id: string; readonly jobs: readonly RunJob[] }

/** `nth` numbers the pictures of a run that have the same title and source, from 1. */
export type RunJob = Job & { readonly nth: number }

/** The numbers of pictures in a run, by state. */
export type RunCounts = {
  readonly all: number
  readonly done: number
  readonly failed: number
  readonly undone: number
  /** Pictures that were removed because another one of the run was kept. */
  readonly unkept: number
  /** Jobs that need the user's attention: failed, held, or returned as one plain colour. */
  readonly asking: number
  /** Jobs that an earlier window left unsent, which only a person sends. */
  readonly held: number
  /** Jobs that are not over, the held ones included. */
  readonly open: number
}

/**
 * Groups jobs by run, newest run first.
 * @param jobs oldest first
 */
export function groupRuns(jobs: readonly Job[]): readonly Run[] {
  const runs = new Map<string, RunJob[]>()
  for (const job of jobs) {
    const run = runs.get(job.run) ?? []
    runs.set(job.run, run)
    const alike = run.filter((other) => other.title === job.title && other.sourceName === job.sourceName)
    run.push({ ...job, nth: alike.length + 1 })
  }
  return [...runs].map(([id, members]) => ({ id, jobs: members })).reverse()
}

/** Why a finished picture is no longer on the canvas; undefined for every other job. */
export function goneOf(job: Job): Gone | undefined {
  return job.phase === 'done' ? job.gone : undefined
}

function isHeld(job: Job): boolean {
  return job.phase === 'queued' && job.isHeld
}

/** Whether a retry sends this job without paying for it a second time. */
export function isFreeToRetry(job: Job): boolean {
  return isHeld(job) || (job.phase === 'failed' && job.failure.charged === 'no' && stepsFor(job.failure, 'nothing').includes('retry'))
}

function isAsking(job: Job): boolean {
  if (job.phase === 'done') return job.gone === undefined && job.notes.includes('plain-picture')
  return job.phase === 'failed' || isHeld(job)
}

export function countsOf(jobs: readonly Job[]): RunCounts {
  const count = (isMeant: (job: Job) => boolean): number => jobs.filter(isMeant).length
  return {
    all: jobs.length,
    done: count(({ phase }) => phase === 'done'),
    failed: count(({ phase }) => phase === 'failed'),
    undone: count((job) => goneOf(job) === 'undone'),
    unkept: count((job) => goneOf(job) === 'unkept'),
    asking: count(isAsking),
    held: count(isHeld),
    open: count((job) => !isOver(job)),
  }
}

/** Whether *Stop* would stop this job. What the service has accepted is paid for, so it is still finished and placed. */
export function isStoppable(job: Job): boolean {
  return job.phase === 'queued' || job.phase === 'exporting' || job.phase === 'submitting'
}

/** Progress over all pictures of a run, from 0 to 1. `now` in ms since 1970. */
export function shareOfRun(jobs: readonly Job[], usualOf: (job: Job) => Usual | null, now: number): number {
  return jobs.length === 0 ? 0 : jobs.reduce((sum, job) => sum + shareOf(job, usualOf(job), now), 0) / jobs.length
}

/**
 * Seconds until the last picture of a run is placed; null where no durations are known yet.
 * @param parallel how many pictures are made at once
 */
export function secondsLeft(jobs: readonly Job[], usualOf: (job: Job) => Usual | null, parallel: number, now: number): number | null {
  const left = jobs.filter((job) => isBusy(job) || (job.phase === 'queued' && !job.isHeld))
  const each = left.map((job) => {
    const usual = usualOf(job)
    return usual === null ? null : usual.middle * (1 - shareOf(job, usual, now))
  })
  if (left.length === 0 || each.includes(null)) return null
  const sum = each.reduce<number>((total, seconds) => total + (seconds ?? 0), 0)
  // At least as long as the slowest single picture, because the last ones do not run in parallel with others.
  return Math.max(sum / Math.min(parallel, left.length), ...each.map((seconds) => seconds ?? 0))
}
