// One job of the list: its picture, its stage, and what can be done with it.

import type { ComponentChildren } from 'preact'
import type { Charged } from '../../core/failure/failure.ts'
import { type Job, isBusy, isOver } from '../../core/job/job.ts'
import { type Step, stepLabel } from '../../core/failure/words.ts'
import { Button, IconButton } from '../kit/Buttons.tsx'
import { FailedJob } from './FailedJob.tsx'
import { noteText, showMarkerText } from '../../core/failure/note.ts'
import { moreCount } from '../../core/recipe/options.ts'
import type { Recipe } from '../../core/recipe/recipe.ts'
import { holdOf } from '../../core/service/accepted-task.ts'
import { type Usual, shareOf } from '../../core/job/usual.ts'
import { phaseText, putBackText, toldText, usualText } from '../../core/job/words.ts'
import { Progress } from './Progress.tsx'
import { kitWords } from '../kit/words.ts'
import { jobWords } from './words.ts'

export type JobActions = {
  readonly cancel: (key: string) => void
  readonly onStep: (key: string, step: Step) => void
  readonly dropPicture: (key: string, file: Blob) => void
  readonly onShow: (nodeId: string) => void
  readonly onCompare: (nodeId: string) => void
  /** The next press of the big button makes more like a finished picture. */
  readonly onMore: (nodeId: string, recipe: Recipe, count?: number) => void
  /** Takes the others of its run away. */
  readonly onKeep: (nodeId: string, others: readonly string[]) => void
  /** Of a result that the shape of its area was hidden with. */
  readonly onShowMarker: (nodeId: string) => void
  readonly dismiss: (key: string) => void
  readonly stop: (run: string) => void
  readonly dismissRun: (run: string) => void
  /** Whether a run may get further pictures by itself. */
  readonly isGrowing: (run: string) => boolean
  readonly usualOf: (key: string) => Usual | null
  /** How many pictures are made at once. */
  readonly parallel: () => number
  readonly putBack: (key: string) => void
  /** A sentence with the service by its name. */
  readonly say: (text: string) => string
  readonly hasBilling: boolean
  /** How a finished picture was made, where more of it can be asked for. */
  readonly madeOf: (key: string) => Recipe | null
  readonly successorOf: (key: string) => string
  /** What is found about finished pictures. */
  readonly reviewOf: (nodeIds: readonly string[]) => ComponentChildren
  /** How much of their lines finished pictures kept. `nameOf` tells one of a run from the others. */
  readonly keptOf: (nodeIds: readonly string[], nameOf: (nodeId: string) => string) => ComponentChildren
}

type JobItemProps = {
  readonly job: Job
  readonly label: string
  readonly isInRun?: boolean
  /** The others of its frame and run that are on the canvas, once the run is over. */
  readonly others?: readonly string[] | undefined
  /** What is found about it is said here: of the newest, and not in a run, which says it for all. */
  readonly isReviewed?: boolean
  readonly now: number
  readonly picture: string | null
  readonly actions: JobActions
}

type DoneProps = Omit<JobItemProps, 'job'> & { readonly job: Extract<Job, { phase: 'done' }> }

function chargedOf(job: Job): Charged | undefined {
  if (job.phase === 'failed') return job.failure.charged
  return job.phase === 'cancelled' ? job.charged : undefined
}

/** Only a person sends it (law 3). */
function isHeld(job: Job): boolean {
  return job.phase === 'queued' && job.isHeld
}

/** How long it has been on its way, and how long such pictures usually take; left out where the wait for the next try is counted. */
function seconds(job: Job, usual: Usual | null, now: number): string {
  if ((job.phase === 'submitting' || job.phase === 'polling' || job.phase === 'downloading') && job.pause !== null) return ''
  const usually = usualText(usual)
  return ` · ${Math.max(0, Math.floor((now - job.startedAt) / 1000))} s${usually === '' ? '' : ` · ${usually}`}`
}

/** The picture leads to its layer once it is there. */
function Shot({ job, picture, actions }: Pick<JobItemProps, 'job' | 'picture' | 'actions'>) {
  const shown = picture !== null && <img src={picture} alt="" />
  if (job.phase !== 'done' || job.gone) return <div class="job-shot">{shown}</div>
  return (
    <button class="job-shot" aria-label={stepLabel.show} title={stepLabel.show} onClick={() => actions.onShow(job.nodeId)}>
      {shown}
    </button>
  )
}

export function JobItem(props: JobItemProps) {
  const { job, label, isInRun = false, picture, actions } = props
  return (
    <li
      class="job"
      // When a phase takes a focused button away, the focus moves to the item.
      tabIndex={-1}
      data-key={job.key}
      data-phase={job.phase}
      data-failure={job.phase === 'failed' ? job.failure.code : undefined}
      data-charged={chargedOf(job)}
    >
      <Shot job={job} picture={picture} actions={actions} />
      <div class="job-text">
        <div class="line">
          <p class="job-title" title={`${label}, ${job.sourceName}`}>
            {label}
            {!isInRun && job.sourceName !== label && <span>{` ${job.sourceName}`}</span>}
          </p>
          {job.phase === 'done' && !job.gone && (
            <Button kind="link" label={jobWords.compare} onPress={() => actions.onCompare(job.nodeId)} />
          )}
          {isOver(job) || isHeld(job) ? (
            <IconButton icon="close" label={kitWords.dismiss} onPress={() => actions.dismiss(job.key)} />
          ) : (
            job.phase !== 'inserting' && <Button kind="link quiet" label={kitWords.cancel} onPress={() => actions.cancel(job.key)} />
          )}
        </div>
        <JobBody {...props} />
      </div>
    </li>
  )
}

function DoneBody({ job, label, isInRun = false, others, isReviewed = false, now, actions }: DoneProps) {
  if (job.gone)
    return (
      <div class="line">
        <p>{phaseText(job, now)}</p>
        <Button kind="link" label={putBackText} onPress={() => actions.putBack(job.key)} />
      </div>
    )
  const made = actions.madeOf(job.key)
  return (
    <>
      {job.notes.map((note) => (
        <p key={note}>
          {actions.say(noteText[note])}
          {note === 'marker-hidden' && (
            <>
              {' '}
              <Button kind="link" label={showMarkerText} onPress={() => actions.onShowMarker(job.nodeId)} />
            </>
          )}
        </p>
      ))}
      {job.notes.includes('plain-picture') && made !== null && (
        <div class="steps">
          <Button kind="button small" label={stepLabel['new-seed']} onPress={() => actions.onMore(job.nodeId, made, 1)} />
        </div>
      )}
      <div class="line">
        <div>{actions.keptOf([job.nodeId], () => label)}</div>
        {others !== undefined && others.length > 0 && (
          <Button kind="link" label={jobWords.keep} name={jobWords.keepOnly(label)} onPress={() => actions.onKeep(job.nodeId, others)} />
        )}
        {(!isInRun || others !== undefined) && made !== null && (
          <Button
            kind="link"
            label={jobWords.more(moreCount)}
            name={jobWords.moreLike(moreCount, label)}
            onPress={() => actions.onMore(job.nodeId, made)}
          />
        )}
      </div>
      {isReviewed && actions.reviewOf([job.nodeId])}
    </>
  )
}

function JobBody(props: JobItemProps) {
  const { job, label, now, actions } = props
  if (job.phase === 'done') return <DoneBody {...props} job={job} />
  if (job.phase === 'failed')
    return (
      <FailedJob
        failure={job.failure}
        hold={holdOf(job.remote, now)}
        link={job.link}
        now={now}
        say={actions.say}
        hasBilling={actions.hasBilling}
        successor={actions.successorOf(job.key)}
        onStep={(step) => actions.onStep(job.key, step)}
        onPicture={(file) => actions.dropPicture(job.key, file)}
      />
    )
  const phase = actions.say(phaseText(job, now))
  const usual = isBusy(job) ? actions.usualOf(job.key) : null
  const isTold = job.phase === 'polling' && (job.progress !== null || usual !== null)
  return (
    <>
      <div class="line">
        <p>{phase + toldText(job) + (isBusy(job) ? seconds(job, usual, now) : '')}</p>
        {isHeld(job) && <Button kind="link" label={stepLabel.retry} onPress={() => actions.onStep(job.key, 'retry')} />}
      </div>
      {isBusy(job) && <Progress label={label} share={isTold ? shareOf(job, usual, now) : null} text={phase} />}
    </>
  )
}
