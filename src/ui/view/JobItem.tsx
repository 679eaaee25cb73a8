import type { Charged } from '../../core/failure.ts'
import { type Job, isBusy, isOver } from '../../core/job.ts'
import { type Step, noteWords, phaseWords } from '../../core/words.ts'
import { FailedJob } from './FailedJob.tsx'
import { Icon } from './Icon.tsx'

export type JobActions = {
  readonly onCancel: (key: string) => void
  readonly onStep: (key: string, step: Step) => void
  readonly onPicture: (key: string, file: Blob) => void
  readonly onShow: (nodeId: string) => void
  readonly onDismiss: (key: string) => void
}

type JobItemProps = { readonly job: Job; readonly now: number; readonly picture: string | null; readonly actions: JobActions }

const chargedOf = (job: Job): Charged | undefined => {
  if (job.phase === 'failed') return job.failure.charged
  return job.phase === 'cancelled' ? job.charged : undefined
}

/** Known only where the service tells it; otherwise a bar that promises nothing. */
const Progress = ({ job }: { readonly job: Job }) => {
  const percent = job.phase === 'polling' && job.progress !== null ? Math.round(job.progress * 100) : null
  const words = phaseWords(job)
  return percent === null ? (
    <div class="bar unknown" role="progressbar" aria-label={job.title} aria-valuetext={words} />
  ) : (
    <div class="bar" role="progressbar" aria-label={job.title} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100} aria-valuetext={`${words}, ${percent} %`}>
      <span style={{ width: `${percent}%` }} />
    </div>
  )
}

const seconds = (job: Job, now: number): string => ` · ${Math.max(0, Math.floor((now - job.startedAt) / 1000))} s`

export const JobItem = ({ job, now, picture, actions }: JobItemProps) => (
  <li
    class="job"
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
        {isOver(job) ? (
          <button type="button" class="icon-button" aria-label="Dismiss" title="Dismiss" onClick={() => actions.onDismiss(job.key)}>
            <Icon name="close" />
          </button>
        ) : (
          <button type="button" class="link quiet" onClick={() => actions.onCancel(job.key)}>
            Cancel
          </button>
        )}
      </div>
      <JobBody job={job} now={now} actions={actions} />
    </div>
  </li>
)

const JobBody = ({ job, now, actions }: Omit<JobItemProps, 'picture'>) => {
  if (job.phase === 'failed')
    return (
      <FailedJob
        failure={job.failure}
        link={job.link}
        now={now}
        onStep={(step) => actions.onStep(job.key, step)}
        onPicture={(file) => actions.onPicture(job.key, file)}
      />
    )
  return (
    <>
      <div class="line">
        <p>{phaseWords(job) + (isBusy(job) ? seconds(job, now) : '')}</p>
        {job.phase === 'done' && (
          <button type="button" class="link" onClick={() => actions.onShow(job.nodeId)}>
            Show on canvas
          </button>
        )}
      </div>
      {job.phase === 'done' && job.notes.map((note) => <p key={note}>{noteWords[note]}</p>)}
      {isBusy(job) && <Progress job={job} />}
    </>
  )
}
