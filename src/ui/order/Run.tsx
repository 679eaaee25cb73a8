// The button that makes pictures, with every reason why it cannot.

import type { JobsPart } from '../job/part.ts'
import { Icon } from '../kit/Icon.tsx'
import type { OrdersPart } from './part.ts'
import { orderWords } from './words.ts'

type RunProps = {
  readonly part: Pick<OrdersPart, 'runLabel' | 'reasons' | 'run'>
  readonly jobs: Pick<JobsPart, 'isStorageAtRisk'>
  /** The keys that run as well. */
  readonly hint: string
}

/** A longer label has the button to itself. */
const hintFits = 32

/** Never `disabled`: the button can be reached, and says everything that is missing. */
export function Run({ part, jobs, hint }: RunProps) {
  const label = part.runLabel.value
  const reasons = part.reasons.value
  const isBlocked = reasons.length > 0
  return (
    <footer class="run">
      {jobs.isStorageAtRisk.value && (
        <p class="risk">
          <Icon name="warning" />
          {orderWords.atRisk}
        </p>
      )}
      {isBlocked && (
        <ul id="reasons" class="reasons">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <button
        class="button primary wide"
        aria-disabled={isBlocked}
        aria-describedby={isBlocked ? 'reasons' : undefined}
        onClick={() => part.run()}
      >
        <span>{label}</span>
        {label.length <= hintFits && <kbd aria-hidden="true">{hint}</kbd>}
      </button>
    </footer>
  )
}
