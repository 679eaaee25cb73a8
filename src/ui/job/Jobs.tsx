// The list of jobs, one row per run, with the status line above it.

import type { ReadonlySignal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { accountPages, withName } from '../../core/service/account.ts'
import { type Run, countsOf } from '../../core/job/runs.ts'
import { phaseText, runText, viewBackText } from '../../core/job/words.ts'
import type { ConnectionPart } from '../connection/part.ts'
import { Button, IconButton } from '../kit/Buttons.tsx'
import type { Notices } from '../kit/notices.ts'
import type { FailureActions } from './failure-actions.ts'
import { type JobActions, JobItem } from './JobItem.tsx'
import type { JobsPart } from './part.ts'
import { RunItem } from './RunItem.tsx'
import { jobWords } from './words.ts'

type ListProps = {
  readonly runs: readonly Run[]
  readonly now: number
  readonly status: string
  readonly pictureOf: (key: string) => string | null
  readonly actions: JobActions
  /** Null while the view has not been moved. */
  readonly onViewBack: (() => void) | null
}

/** In a low window the list shows only its heading, unless a person opens it or something has failed. */
function useList(runs: readonly Run[]) {
  const [isOpen, setOpen] = useState(false)
  const hasFailed = runs.some(({ jobs }) => jobs.some(({ phase }) => phase === 'failed'))
  return { isOpen: isOpen || hasFailed, toggle: (): void => setOpen(!isOpen) }
}

/** Short state of the newest run, for the heading. */
function newsOf([newest]: readonly Run[], now: number): string {
  const [only, ...more] = newest?.jobs ?? []
  if (newest === undefined || only === undefined) return ''
  return more.length > 0 ? runText(countsOf(newest.jobs)) : phaseText(only, now)
}

/** The status line stays in the page while there are no jobs: screen readers do not announce a live region that comes and goes. */
function JobList({ runs, now, status, pictureOf, actions, onViewBack }: ListProps) {
  const { isOpen, toggle } = useList(runs)
  return (
    <section class={`jobs${runs.length === 0 ? ' none' : ''}${isOpen ? ' open' : ''}`} aria-label={jobWords.pictures}>
      <header>
        <h2>{jobWords.pictures}</h2>
        <p class="news">{actions.say(newsOf(runs, now))}</p>
        <p role="status">{status}</p>
        {onViewBack !== null && <Button kind="link" label={viewBackText} onPress={onViewBack} />}
        <span class="list-fold">
          <IconButton icon="chevron" label={jobWords.showList} isExpanded={isOpen} onPress={toggle} />
        </span>
      </header>
      {runs.length > 0 && (
        <ul role="list" aria-label={jobWords.jobs}>
          {runs.map((run, index) => {
            const [job, ...more] = run.jobs
            if (job === undefined || more.length > 0 || actions.isGrowing(run.id))
              return <RunItem key={run.id} run={run} isReviewed={index === 0} now={now} pictureOf={pictureOf} actions={actions} />
            return (
              <JobItem
                key={job.key}
                job={job}
                label={job.title}
                isReviewed={index === 0}
                now={now}
                picture={pictureOf(job.key)}
                actions={actions}
              />
            )
          })}
        </ul>
      )}
    </section>
  )
}

type JobsProps = Pick<JobActions, 'onShow' | 'onCompare' | 'onMore' | 'onKeep' | 'onShowMarker' | 'successorOf' | 'reviewOf' | 'keptOf'> & {
  readonly part: Pick<
    JobsPart,
    | 'runs'
    | 'now'
    | 'madeOf'
    | 'pictureOf'
    | 'usualOf'
    | 'parallel'
    | 'growing'
    | 'viewMoved'
    | 'viewBack'
    | 'putBack'
    | 'cancel'
    | 'stop'
    | 'dropPicture'
    | 'dismiss'
    | 'dismissRun'
  >
  readonly failureActions: FailureActions
  readonly connection: Pick<ConnectionPart, 'baseUrl' | 'service'>
  readonly notices: Pick<Notices, 'status'>
  /** True while a dialog over the window shows the status, so that the status line behind it is not read out as well. */
  readonly isBehind: ReadonlySignal<boolean>
}

export function Jobs({ part, failureActions, connection, notices, isBehind, ...actions }: JobsProps) {
  return (
    <JobList
      runs={part.runs.value}
      now={part.now.value}
      status={isBehind.value ? '' : notices.status.value}
      pictureOf={part.pictureOf}
      onViewBack={part.viewMoved.value ? part.viewBack : null}
      actions={{
        ...actions,
        ...part,
        onStep: (key, step) => failureActions[step](key),
        isGrowing: (run) => part.growing.value.has(run),
        say: (text) => withName(connection.service.value, text),
        hasBilling: accountPages(connection.baseUrl.value) !== null,
      }}
    />
  )
}
