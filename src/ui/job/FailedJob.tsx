// A failed job: one sentence, the next steps, and whether it was charged (law 6).

import type { Failure, Hold } from '../../core/failure/failure.ts'
import type { Link } from '../../core/job/job.ts'
import { type Step, mayPayTwice, payTwiceText, stepLabel, stepsFor, failureText, chargeText } from '../../core/failure/words.ts'
import { Button } from '../kit/Buttons.tsx'
import { DropZone } from './DropZone.tsx'

type FailedJobProps = {
  readonly failure: Failure
  readonly hold: Hold
  readonly link: Link | null
  readonly now: number
  /** False when the service's billing page is not known: then Settings open, which name the service. */
  readonly hasBilling: boolean
  /** The label of a model that could make it when its own is gone; empty when none is left. */
  readonly successor: string
  readonly onStep: (step: Step) => void
  readonly onPicture: (file: Blob) => void
}

export function FailedJob({ failure, hold, link, now, hasBilling, successor, onStep, onPicture }: FailedJobProps) {
  const steps = stepsFor(failure, hold).map((step) => (step === 'open-billing' && !hasBilling ? 'open-settings' : step))
  const isWarned = steps.some((step) => mayPayTwice(failure, step))
  return (
    <>
      <p class="bad" role="alert">
        {failureText(failure).sentence}
      </p>
      <p>
        {chargeText(failure)}
        {steps[0] === 'switch-model' && successor && ` ${successor} can make it instead.`}
        {isWarned && <strong>{` ${payTwiceText}`}</strong>}
      </p>
      {link && <DropZone msLeft={link.until - now} onPicture={onPicture} />}
      <div class="steps">
        {steps.map((step, index) => (
          <Button key={step} kind={index === 0 ? 'button small' : 'link'} label={stepLabel[step]} onPress={() => onStep(step)} />
        ))}
      </div>
    </>
  )
}
