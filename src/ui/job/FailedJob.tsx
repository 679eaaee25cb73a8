// A failed job: one sentence, the next steps, and whether it was charged (law 6).

import type { Failure, Hold } from '../../core/failure/failure.ts'
import type { Link } from '../../core/job/job.ts'
import { type Step, mayPayTwice, payTwiceText, stepLabel, stepsFor, failureText, chargeText } from '../../core/failure/words.ts'
import { Button } from '../kit/Buttons.tsx'
import { DropZone } from '../picture/DropZone.tsx'
import { jobWords } from './words.ts'

type FailedJobProps = {
  readonly failure: Failure
  readonly hold: Hold
  readonly link: Link | null
  readonly now: number
  readonly say: (text: string) => string
  /** False when the service's billing page is unknown. The step then opens Settings, which name the service. */
  readonly hasBilling: boolean
  /** Label of the model that could make the picture when its own model is gone; empty when there is none. */
  readonly successor: string
  readonly onStep: (step: Step) => void
  readonly onPicture: (file: Blob) => void
}

export function FailedJob({ failure, hold, link, now, say, hasBilling, successor, onStep, onPicture }: FailedJobProps) {
  const steps = stepsFor(failure, hold).map((step) => (step === 'open-billing' && !hasBilling ? 'open-settings' : step))
  // With a link, the numbered list below shows "Open picture" as its first step.
  const others = link === null ? steps : steps.filter((step) => step !== 'open-picture')
  const isWarned = steps.some((step) => mayPayTwice(failure, step))
  return (
    <>
      <p class={failure.code === 'delivery-blocked' ? undefined : 'bad'} role="alert">
        {say(failureText(failure).sentence)}
      </p>
      <p>
        {say(chargeText(failure))}
        {steps[0] === 'switch-model' && successor && ` ${jobWords.instead(successor)}`}
        {isWarned && <strong>{` ${payTwiceText}`}</strong>}
      </p>
      {/* The last delivery method (DESIGN §7): a person saves the picture in the browser and drops it here. */}
      {link && (
        <DropZone onPicture={onPicture}>
          {(choose) => (
            <>
              <ol>
                <li>
                  <Button kind="button small" label={stepLabel['open-picture']} onPress={() => onStep('open-picture')} />
                </li>
                <li>{jobWords.save}</li>
                <li>
                  {jobWords.drop}
                  {choose}
                </li>
              </ol>
              <p class="hint">{jobWords.linkWorks(link.until - now)}</p>
            </>
          )}
        </DropZone>
      )}
      <div class="steps">
        {others.map((step, index) => (
          <Button
            key={step}
            kind={index === 0 && link === null ? 'button small' : 'link'}
            label={stepLabel[step]}
            onPress={() => onStep(step)}
          />
        ))}
      </div>
    </>
  )
}
