import type { Job } from '../../core/job.ts'
import { type JobActions, JobItem } from './JobItem.tsx'

type JobsProps = {
  readonly jobs: readonly Job[]
  readonly now: number
  readonly status: string
  readonly pictureOf: (key: string) => string | null
  readonly actions: JobActions
}

/** The status line stays in the page while there are no jobs: a live region that comes and goes is not read out. */
export const Jobs = ({ jobs, now, status, pictureOf, actions }: JobsProps) => (
  <section class={`jobs${jobs.length === 0 ? ' none' : ''}`} aria-label="Pictures">
    <header>
      <h2>Pictures</h2>
      <p role="status">{status}</p>
    </header>
    {jobs.length > 0 && (
      <ul role="list" aria-label="Jobs">
        {jobs.map((job) => (
          <JobItem key={job.key} job={job} now={now} picture={pictureOf(job.key)} actions={actions} />
        ))}
      </ul>
    )}
  </section>
)
