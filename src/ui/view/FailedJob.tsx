// Law 6: one sentence, the next step, and an answer about money.

import type { Failure } from '../../core/failure.ts'
import type { Link } from '../../core/job.ts'
import { type Step, mayPayTwice, payTwiceWords, stepLabel, tell, tellCharged } from '../../core/words.ts'
import { Button } from './Buttons.tsx'
import { DropZone } from './DropZone.tsx'

type FailedJobProps = {
  readonly failure: Failure
  readonly link: Link | null
  readonly now: number
  readonly onStep: (step: Step) => void
  readonly onPicture: (file: Blob) => void
}

/** The details can always be copied, whatever else is offered. */
const stepsOf = (failure: Failure): readonly Step[] => {
  const { steps } = tell(failure)
  return steps.includes('copy-details') ? steps : [...steps, 'copy-details']
}

export const FailedJob = ({ failure, link, now, onStep, onPicture }: FailedJobProps) => {
  const steps = stepsOf(failure)
  const isWarned = steps.some((step) => mayPayTwice(failure, step))
  return (
    <>
      <p class="bad" role="alert">
        {tell(failure).sentence}
      </p>
      <p>
        {tellCharged(failure)}
        {isWarned && <strong>{` ${payTwiceWords}`}</strong>}
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
