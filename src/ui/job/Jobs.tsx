import { type Job, isOver } from '../../core/job/job.ts'
import { Button } from '../kit/Buttons.tsx'
import { type JobActions, JobItem } from './JobItem.tsx'

type JobsProps = {
  readonly jobs: readonly Job[]
  readonly now: number
  readonly status: string
  readonly pictureOf: (key: string) => string | null
  readonly actions: JobActions
  readonly onStopAll: (isOnlyWaiting: boolean) => void
}

/** The status line stays in the page while there are no jobs: a live region that comes and goes is not read out. */
export function Jobs({ jobs, now, status, pictureOf, actions, onStopAll }: JobsProps) {
  return (
    <section class={`jobs${jobs.length === 0 ? ' none' : ''}`} aria-label="Pictures">
      <header>
        <h2>Pictures</h2>
        <p role="status">{status}</p>
      </header>
      <StopAll jobs={jobs} onStopAll={onStopAll} />
      {jobs.length > 0 && (
        <ul role="list" aria-label="Jobs">
          {jobs.map((job) => (
            <JobItem key={job.key} job={job} now={now} picture={pictureOf(job.key)} actions={actions} />
          ))}
        </ul>
      )}
    </section>
  )
}

/** Only where there is more than one to stop: a single job has its own button. */
function StopAll({ jobs, onStopAll }: Pick<JobsProps, 'jobs' | 'onStopAll'>) {
  const running = jobs.filter((job) => !isOver(job)).length
  const waiting = jobs.filter((job) => job.phase === 'queued').length
  if (running < 2) return null
  return (
    <div class="line stop-all">
      {waiting > 0 && waiting < running && <Button kind="link quiet" label={`Stop ${waiting} waiting`} onPress={() => onStopAll(true)} />}
      <Button kind="link quiet" label={`Stop all ${running}`} onPress={() => onStopAll(false)} />
    </div>
  )
}
