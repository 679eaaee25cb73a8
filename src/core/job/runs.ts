// The pictures of one press of the button, as one row: how many are there, how far they are, how long they will take.

import { type Usual, shareOf } from './usual.ts'
import { type Gone, type Job, isBusy, isOver } from './job.ts'

/** `jobs` in the order in which they were asked for. */
export type Run = { readonly id: string; readonly jobs: readonly RunJob[] }

/** `nth` tells apart pictures of a run that are made alike: 1 for the first of them. */
export type RunJob = Job & { readonly nth: number }

/** What a run comes to. */
export type RunCounts = {
  readonly all: number
  readonly done: number
  readonly failed: number
  readonly undone: number
  /** Another picture was kept in place of these. */
  readonly unkept: number
  /** A person is asked: it failed, is held, or is of one plain colour. */
  readonly asking: number
  /** Not over. */
  readonly open: number
}

/** The newest run first. @param jobs the oldest first */
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

/** Why a finished picture is not on the canvas any more; undefined for every other job. */
export function goneOf(job: Job): Gone | undefined {
  return job.phase === 'done' ? job.gone : undefined
}

function isAsking(job: Job): boolean {
  if (job.phase === 'done') return job.gone === undefined && job.notes.includes('plain-picture')
  return job.phase === 'failed' || (job.phase === 'queued' && job.isHeld)
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
    open: count((job) => !isOver(job)),
  }
}

/** Whether *Stop* would stop something: what the service holds is paid and still lands. */
export function isStoppable(job: Job): boolean {
  return job.phase === 'queued' || job.phase === 'exporting' || job.phase === 'submitting'
}

/** From 0 to 1, over all pictures of a run. `now` in ms since 1970. */
export function shareOfRun(jobs: readonly Job[], usualOf: (job: Job) => Usual | null, now: number): number {
  return jobs.length === 0 ? 0 : jobs.reduce((sum, job) => sum + shareOf(job, usualOf(job), now), 0) / jobs.length
}

/** Seconds until the last picture of a run is there; null where nothing was learned that tells. @param parallel how many are made at once */
export function secondsLeft(jobs: readonly Job[], usualOf: (job: Job) => Usual | null, parallel: number, now: number): number | null {
  const left = jobs.filter((job) => isBusy(job) || (job.phase === 'queued' && !job.isHeld))
  const each = left.map((job) => {
    const usual = usualOf(job)
    return usual === null ? null : usual.middle * (1 - shareOf(job, usual, now))
  })
  if (left.length === 0 || each.includes(null)) return null
  const sum = each.reduce<number>((total, seconds) => total + (seconds ?? 0), 0)
  // The last ones do not share their time with others.
  return Math.max(sum / Math.min(parallel, left.length), ...each.map((seconds) => seconds ?? 0))
}
