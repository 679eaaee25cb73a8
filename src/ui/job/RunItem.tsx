// A run of several pictures in one row: how many are done, the time left, and the list of its pictures on demand.

import { useId, useState } from 'preact/hooks'
import { apartFrom } from '../../core/base/text.ts'
import { type Run, type RunJob, countsOf, goneOf, isFreeToRetry, isStoppable, secondsLeft, shareOfRun } from '../../core/job/runs.ts'
import { pictureLabel, runText, runTitle, timeLeftText } from '../../core/job/words.ts'
import { Button, IconButton } from '../kit/Buttons.tsx'
import { type JobActions, JobItem } from './JobItem.tsx'
import { Progress } from './Progress.tsx'
import { kitWords } from '../kit/words.ts'
import { jobWords } from './words.ts'

type RunItemProps = {
  readonly run: Run
  readonly isReviewed: boolean
  readonly now: number
  readonly pictureOf: (key: string) => string | null
  readonly actions: JobActions
}

/** The list is folded by hand. It also unfolds whenever one more picture needs an action from a person. */
function useFolding(asking: number) {
  const [folding, setFolding] = useState({ isOpen: false, asking: 0 })
  const isOpen = folding.asking < asking || folding.isOpen
  return { isOpen, toggle: (): void => setFolding({ isOpen: !isOpen, asking }) }
}

/** A miniature grid of the run. Each cell shows its picture once it is done. */
function MiniGrid({ jobs, pictureOf }: { readonly jobs: readonly RunJob[]; readonly pictureOf: RunItemProps['pictureOf'] }) {
  const columns = Math.ceil(Math.sqrt(jobs.length))
  return (
    <div class="job-shot mini" style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }} aria-hidden="true">
      {jobs.map((job) => {
        const { key } = job
        const state = goneOf(job) ?? job.phase
        const picture = state === 'done' ? pictureOf(key) : null
        return <span key={key} data-state={state} style={picture === null ? undefined : { backgroundImage: `url(${picture})` }} />
      })}
    </div>
  )
}

function leftText({ jobs }: Run, now: number, { usualOf, parallel }: JobActions): string {
  const seconds = secondsLeft(jobs, (job) => usualOf(job.key), parallel(), now)
  return seconds === null ? '' : ` · ${timeLeftText(seconds)}`
}

/** Tells a picture apart from the others of the run; includes the frame's name if the run has several frames. */
function labelIn({ jobs }: Run, job: RunJob): string {
  const names = jobs.map(({ sourceName }) => sourceName)
  return pictureLabel(job) + (names.some((name) => name !== job.sourceName) ? ` – ${apartFrom(names, job.sourceName)}` : '')
}

/** One press for all that failed for one reason, or that an earlier window left unsent. */
function RetryAll({ run: { jobs }, actions }: Pick<RunItemProps, 'run' | 'actions'>) {
  const again = jobs.filter(isFreeToRetry)
  if (again.length < 2) return null
  return (
    <Button
      kind="link"
      label={jobWords.retry(again.length)}
      name={jobWords.retryPictures(again.length)}
      onPress={() => again.forEach(({ key }) => actions.onStep(key, 'retry'))}
    />
  )
}

export function RunItem({ run, isReviewed, now, pictureOf, actions }: RunItemProps) {
  const listId = useId()
  const counts = countsOf(run.jobs)
  const { isOpen, toggle } = useFolding(counts.asking)
  const title = runTitle(run.jobs)
  const [style, ...others] = new Set(run.jobs.map((job) => job.title))
  const isOneStyle = others.length === 0 && style !== title
  const state = runText(counts)
  const there = run.jobs.flatMap((job) =>
    job.phase === 'done' && !job.gone ? { id: job.nodeId, of: actions.madeOf(job.key)?.source.id, label: labelIn(run, job) } : [],
  )
  const made = there.map(({ id }) => id)
  // Only pictures of the same frame: keeping one of them does not affect the pictures of other frames.
  const othersOf = (nodeId: string): readonly string[] => {
    const kept = there.find(({ id }) => id === nodeId)
    return there.flatMap(({ id, of }) => (id !== nodeId && of === kept?.of ? id : []))
  }
  const isOver = counts.open === 0 && !actions.isGrowing(run.id)
  return (
    <li class="job run-row" tabIndex={-1} data-run={run.id}>
      <MiniGrid jobs={run.jobs} pictureOf={pictureOf} />
      <div class="job-text">
        <div class="line">
          <p class="job-title" title={title}>
            {isOneStyle && style}
            {isOneStyle ? <span>{` ${title}`}</span> : title}
          </p>
          {(run.jobs.some(isStoppable) || (counts.open > 0 && actions.isGrowing(run.id))) && (
            <Button kind="link quiet" label={jobWords.stop} onPress={() => actions.stop(run.id)} />
          )}
          {counts.open === 0 && <IconButton icon="close" label={kitWords.dismiss} onPress={() => actions.dismissRun(run.id)} />}
        </div>
        <div class="line">
          <p>{state + (counts.open > 0 ? leftText(run, now, actions) : '')}</p>
          <RetryAll run={run} actions={actions} />
          <button class="link fold" aria-expanded={isOpen} aria-controls={listId} onClick={toggle}>
            {jobWords.pictures}
          </button>
        </div>
        <Progress
          label={title}
          share={shareOfRun(run.jobs, (job) => actions.usualOf(job.key), now)}
          text={state}
          isOver={counts.open === counts.held}
        />
        {made.length > 0 && actions.keptOf(made, (nodeId) => there.find(({ id }) => id === nodeId)?.label ?? '')}
        {isReviewed && made.length > 0 && actions.reviewOf(made)}
      </div>
      <ul id={listId} class="run-pictures" role="list" aria-label={jobWords.picturesOf(title)} hidden={!isOpen}>
        {run.jobs.map((job) => (
          <JobItem
            key={job.key}
            job={job}
            label={labelIn(run, job)}
            isInRun
            others={isOver && job.phase === 'done' ? othersOf(job.nodeId) : undefined}
            now={now}
            picture={pictureOf(job.key)}
            actions={actions}
          />
        ))}
      </ul>
    </li>
  )
}
