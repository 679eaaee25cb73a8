// The Restyle button with what it makes and costs, and every reason why it cannot run.

import type { JobsPart } from '../job/part.ts'
import { Button } from '../kit/Buttons.tsx'
import { Icon } from '../kit/Icon.tsx'
import type { OrdersPart } from './part.ts'
import { orderWords } from './words.ts'

type RunProps = {
  readonly part: Pick<OrdersPart, 'making' | 'plan' | 'missing' | 'told' | 'isLooking' | 'run' | 'takeBack'>
  readonly jobs: Pick<JobsPart, 'isStorageAtRisk'>
  /** The keyboard shortcut for the button. */
  readonly hint: string
  /** Focuses the control that resolves a reason. */
  readonly onMissing: (where: string) => void
}

/** The button is never `disabled`: it stays focusable, lists everything that is missing, and leads to the first of it. */
export function Run({ part, jobs, hint, onMissing }: RunProps) {
  const { label, sum } = part.making.value
  const missing = part.missing.value
  const [first] = missing
  const isBlocked = first !== undefined
  return (
    <footer class="run">
      {jobs.isStorageAtRisk.value && (
        <p class="risk">
          <Icon name="warning" />
          {orderWords.atRisk}
        </p>
      )}
      {part.told.value !== '' && (
        <p class="risk" role="alert">
          <Icon name="warning" />
          {part.told.value}
        </p>
      )}
      {isBlocked && (
        <ul id="reasons" class="reasons">
          {missing.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {(sum !== '' || part.plan.value.kind !== 'choices') && (
        <div class="sum">
          <p id="sum">{sum}</p>
          {part.plan.value.kind !== 'choices' && <Button kind="link" label={orderWords.asChosen} onPress={part.takeBack} />}
        </div>
      )}
      {part.isLooking.value && (
        <p class="sum late" role="status">
          {orderWords.looking}
        </p>
      )}
      <button
        class="button primary wide"
        aria-busy={part.isLooking.value}
        aria-disabled={isBlocked}
        aria-describedby={isBlocked ? 'reasons' : 'sum'}
        onClick={() => (isBlocked ? onMissing(first.where) : part.run())}
      >
        <span>{label}</span>
        <kbd aria-hidden="true">{hint}</kbd>
      </button>
    </footer>
  )
}
