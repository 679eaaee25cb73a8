// One job in the list: its picture, its stage, and the actions on it.

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
  /** Plans more pictures like a finished one. The next press of the Restyle button makes them. */
  readonly onMore: (nodeId: string, recipe: Recipe, count?: number) => void
  /** Removes the other pictures of the run from the canvas. */
  readonly onKeep: (nodeId: string, others: readonly string[]) => void
  /** Shows the shape of an area that was hidden when this result arrived. */
  readonly onShowMarker: (nodeId: string) => void
  readonly dismiss: (key: string) => void
  readonly stop: (run: string) => void
  readonly dismissRun: (run: string) => void
  /** Whether the run may still receive further pictures without a new press. */
  readonly isGrowing: (run: string) => boolean
  readonly usualOf: (key: string) => Usual | null
  /** How many pictures are made at the same time. */
  readonly parallel: () => number
  readonly putBack: (key: string) => void
  /** Puts the name of the service into a sentence. */
  readonly say: (text: string) => string
  readonly hasBilling: boolean
  /** The recipe of a finished picture, if more like it can be requested; null otherwise. */
  readonly madeOf: (key: string) => Recipe | null
  readonly successorOf: (key: string) => string
  /** The review (products, readability) of finished pictures. */
  readonly reviewOf: (nodeIds: readonly string[]) => ComponentChildren
  /** How much of the source's lines the finished pictures kept. `nameOf` distinguishes the pictures of a run. */
  readonly keptOf: (nodeIds: readonly string[], nameOf: (nodeId: string) => string) => ComponentChildren
}

type JobItemProps = {
  readonly job: Job
  readonly label: string
  readonly isInRun?: boolean
  /** The other pictures of the same frame and run that are on the canvas. Set once the run is over. */
  readonly others?: readonly string[] | undefined
  /** Whether to show the review here: for the newest job only, and not inside a run, whose row shows it for all its pictures. */
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

/** A held job is sent only when a person asks for it (law 3). */
function isHeld(job: Job): boolean {
  return job.phase === 'queued' && job.isHeld
}

/** Elapsed and usual time. Empty during a pause, because the phase text then counts down to the next try. */
function seconds(job: Job, usual: Usual | null, now: number): string {
  if ((job.phase === 'submitting' || job.phase === 'polling' || job.phase === 'downloading') && job.pause !== null) return ''
  const usually = usualText(usual)
  return ` · ${Math.max(0, Math.floor((now - job.startedAt) / 1000))} s${usually === '' ? '' : ` · ${usually}`}`
}

/** The thumbnail. Once the picture is on the canvas, a click shows its layer. */
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
