// The list of jobs, the status line over it, and the buttons that stop several jobs at once.

import type { ReadonlySignal } from '@preact/signals'
import { accountPages } from '../../core/service/account.ts'
import { type Job, isOver } from '../../core/job/job.ts'
import type { ConnectionPart } from '../connection/part.ts'
import { Button } from '../kit/Buttons.tsx'
import type { Notices } from '../kit/notices.ts'
import type { FailureActions } from './failure-actions.ts'
import { type JobActions, JobItem } from './JobItem.tsx'
import type { JobsPart } from './part.ts'

type ListProps = {
  readonly jobs: readonly Job[]
  readonly now: number
  readonly status: string
  readonly pictureOf: (key: string) => string | null
  readonly actions: JobActions
  readonly onStopWaiting: () => void
  readonly onStopAll: () => void
}

/** The status line stays in the page while there are no jobs: a live region that comes and goes is not read out. */
function JobList({ jobs, now, status, pictureOf, actions, onStopWaiting, onStopAll }: ListProps) {
  return (
    <section class={`jobs${jobs.length === 0 ? ' none' : ''}`} aria-label="Pictures">
      <header>
        <h2>Pictures</h2>
        <p role="status">{status}</p>
      </header>
      <StopAll jobs={jobs} onStopWaiting={onStopWaiting} onStopAll={onStopAll} />
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

/** Null when there is only one to stop: a single job has its own button. */
function StopAll({ jobs, onStopWaiting, onStopAll }: Pick<ListProps, 'jobs' | 'onStopWaiting' | 'onStopAll'>) {
  const running = jobs.filter((job) => !isOver(job)).length
  const waiting = jobs.filter((job) => job.phase === 'queued').length
  if (running < 2) return null
  return (
    <div class="line stop-all">
      {waiting > 0 && waiting < running && <Button kind="link quiet" label={`Stop ${waiting} waiting`} onPress={onStopWaiting} />}
      <Button kind="link quiet" label={`Stop all ${running}`} onPress={onStopAll} />
    </div>
  )
}

type JobsProps = Pick<JobActions, 'onShow' | 'onCompare' | 'successorOf' | 'reviewOf'> & {
  readonly part: Pick<JobsPart, 'list' | 'now' | 'hasMade' | 'pictureOf' | 'cancel' | 'stopWaiting' | 'stopAll' | 'dropPicture' | 'dismiss'>
  readonly failureActions: FailureActions
  readonly connection: Pick<ConnectionPart, 'baseUrl'>
  readonly notices: Pick<Notices, 'status'>
  /** While something over the window says the status, what is behind it is not read out. */
  readonly isBehind: ReadonlySignal<boolean>
}

export function Jobs({ part, failureActions, connection, notices, isBehind, ...actions }: JobsProps) {
  return (
    <JobList
      jobs={part.list.value}
      now={part.now.value}
      status={isBehind.value ? '' : notices.status.value}
      pictureOf={(key) => part.pictureOf(key)}
      onStopWaiting={part.stopWaiting}
      onStopAll={part.stopAll}
      actions={{
        ...actions,
        onCancel: (key) => part.cancel(key),
        onStep: (key, step) => failureActions[step](key),
        onPicture: (key, file) => part.dropPicture(key, file),
        canRenew: (key) => part.hasMade(key),
        onDismiss: (key) => part.dismiss(key),
        hasBilling: accountPages(connection.baseUrl.value) !== null,
      }}
    />
  )
}
