import { Icon } from '../kit/Icon.tsx'

type RunProps = {
  readonly label: string
  readonly reasons: readonly string[]
  readonly hint: string
  readonly isStorageAtRisk: boolean
  readonly onRun: () => void
}

/** A longer label has the button to itself. */
const hintFits = 32

/** Never `disabled`: the button can be reached, and says everything that is missing. */
export function Run({ label, reasons, hint, isStorageAtRisk, onRun }: RunProps) {
  const isBlocked = reasons.length > 0
  return (
    <footer class="run">
      {isStorageAtRisk && (
        <p class="risk">
          <Icon name="warning" />
          Figma cannot keep anything here. A picture still in the making is lost if this window closes.
        </p>
      )}
      {isBlocked && (
        <ul id="reasons" class="reasons">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <button class="button primary wide" aria-disabled={isBlocked} aria-describedby={isBlocked ? 'reasons' : undefined} onClick={onRun}>
        <span>{label}</span>
        {label.length <= hintFits && <kbd aria-hidden="true">{hint}</kbd>}
      </button>
    </footer>
  )
}
