// One job of the list: its picture, its stage, and what can be done with it.

import type { ComponentChildren } from 'preact'
import type { Charged } from '../../core/failure/failure.ts'
import { type Job, isBusy, isOver } from '../../core/job/job.ts'
import { type Step, stepLabel } from '../../core/failure/words.ts'
import { Button, IconButton } from '../kit/Buttons.tsx'
import { FailedJob } from './FailedJob.tsx'
import { noteText } from '../../core/failure/note.ts'
import { holdOf } from '../../core/service/accepted-task.ts'
import { phaseText } from '../../core/job/words.ts'

export type JobActions = {
  readonly onCancel: (key: string) => void
  readonly onStep: (key: string, step: Step) => void
  readonly onPicture: (key: string, file: Blob) => void
  readonly onShow: (nodeId: string) => void
  readonly onCompare: (nodeId: string) => void
  readonly onDismiss: (key: string) => void
  readonly hasBilling: boolean
  /** Whether one more of a finished picture can be asked for. */
  readonly canRenew: (key: string) => boolean
  readonly successorOf: (key: string) => string
  /** What is found about the result of a finished job. */
  readonly reviewOf: (nodeId: string) => ComponentChildren
}

type JobItemProps = { readonly job: Job; readonly now: number; readonly picture: string | null; readonly actions: JobActions }

function chargedOf(job: Job): Charged | undefined {
  if (job.phase === 'failed') return job.failure.charged
  return job.phase === 'cancelled' ? job.charged : undefined
}

/** A bar of unknown length when the service does not tell the progress. */
function Progress({ job, now }: { readonly job: Job; readonly now: number }) {
  const percent = job.phase === 'polling' && job.progress !== null ? Math.round(job.progress * 100) : undefined
  return (
    <div
      class={`bar${percent === undefined ? ' unknown' : ''}`}
      role="progressbar"
      aria-label={job.title}
      aria-valuenow={percent}
      aria-valuetext={`${phaseText(job, now)}${percent === undefined ? '' : `, ${percent} %`}`}
    >
      <span style={percent === undefined ? undefined : { width: `${percent}%` }} />
    </div>
  )
}

/** Only a person sends it (law 3). */
function isHeld(job: Job): boolean {
  return job.phase === 'queued' && job.isHeld
}

/** How long it has been on its way; left out where the wait for the next try is counted. */
function seconds(job: Job, now: number): string {
  if ((job.phase === 'submitting' || job.phase === 'polling' || job.phase === 'downloading') && job.pause !== null) return ''
  return ` · ${Math.max(0, Math.floor((now - job.startedAt) / 1000))} s`
}

export function JobItem({ job, now, picture, actions }: JobItemProps) {
  return (
    <li
      class="job"
      // When a phase takes a focused button away, the focus moves to the item.
      tabIndex={-1}
      data-phase={job.phase}
      data-failure={job.phase === 'failed' ? job.failure.code : undefined}
      data-charged={chargedOf(job)}
    >
      <div class="job-shot">{picture && <img src={picture} alt="" />}</div>
      <div class="job-text">
        <div class="line">
          <p class="job-title" title={`${job.title}, ${job.sourceName}`}>
            {job.title}
            {job.sourceName !== job.title && <span>{` ${job.sourceName}`}</span>}
          </p>
          {isOver(job) || isHeld(job) ? (
            <IconButton icon="close" label="Dismiss" onPress={() => actions.onDismiss(job.key)} />
          ) : (
            job.phase !== 'inserting' && <Button kind="link quiet" label="Cancel" onPress={() => actions.onCancel(job.key)} />
          )}
        </div>
        <JobBody job={job} now={now} actions={actions} />
      </div>
    </li>
  )
}

function NewSeed({ jobKey, actions }: { readonly jobKey: string; readonly actions: JobActions }) {
  return (
    <>
      <p>A new seed makes one more picture, which is paid as well.</p>
      <div class="steps">
        <Button kind="button small" label={stepLabel['new-seed']} onPress={() => actions.onStep(jobKey, 'new-seed')} />
      </div>
    </>
  )
}

function JobBody({ job, now, actions }: Omit<JobItemProps, 'picture'>) {
  if (job.phase === 'failed')
    return (
      <FailedJob
        failure={job.failure}
        hold={holdOf(job.remote, now)}
        link={job.link}
        now={now}
        hasBilling={actions.hasBilling}
        successor={actions.successorOf(job.key)}
        onStep={(step) => actions.onStep(job.key, step)}
        onPicture={(file) => actions.onPicture(job.key, file)}
      />
    )
  return (
    <>
      <div class="line">
        <p>{phaseText(job, now) + (isBusy(job) ? seconds(job, now) : '')}</p>
        {job.phase === 'done' && (
          <span class="links">
            <Button kind="link" label="Compare" onPress={() => actions.onCompare(job.nodeId)} />
            <Button kind="link" label={stepLabel.show} onPress={() => actions.onShow(job.nodeId)} />
          </span>
        )}
        {isHeld(job) && <Button kind="link" label={stepLabel.retry} onPress={() => actions.onStep(job.key, 'retry')} />}
      </div>
      {job.phase === 'done' && job.notes.map((note) => <p key={note}>{noteText[note]}</p>)}
      {job.phase === 'done' && job.notes.includes('plain-picture') && actions.canRenew(job.key) && (
        <NewSeed jobKey={job.key} actions={actions} />
      )}
      {job.phase === 'done' && actions.reviewOf(job.nodeId)}
      {isBusy(job) && <Progress job={job} now={now} />}
    </>
  )
}
