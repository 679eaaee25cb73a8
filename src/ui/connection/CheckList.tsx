// The steps of a check, one line each, with the finding and a button for its remedy.

import { Button } from '../kit/Buttons.tsx'
import { type CheckLine, type CheckState, checkLabel } from '../../core/connection/steps.ts'
import type { Remedy } from '../../core/connection/finding.ts'
import { connectionWords, remedyLabel } from './words.ts'

/** SVG paths of the icons, in a box of 16 × 16. */
const iconPaths: Record<CheckState, string> = {
  waiting: 'M8 8v.01',
  running: 'M8 3a5 5 0 0 1 5 5',
  passed: 'm4 8.5 2.7 2.7L12 5.5',
  failed: 'M8 2.5 14 13H2ZM8 6.5v3M8 11.2v.01',
  skipped: 'M6 8h4',
}

type CheckListProps = {
  readonly lines: readonly CheckLine[]
  /** Object URL of the test picture; null when none was made. */
  readonly picture: string | null
  readonly onRemedy: (remedy: Remedy) => void
}

export function CheckList({ lines, picture, onRemedy }: CheckListProps) {
  return (
    <ol role="list" class="check-list" aria-label={connectionWords.lines}>
      {lines.map(({ step, state, finding }) => (
        <li key={step} data-step={step} data-state={state}>
          <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d={iconPaths[state]} />
          </svg>
          <div>
            <strong>{checkLabel[step]}</strong>
            <span class="unseen">{` ${state}`}</span>
            {finding && <p class={state === 'failed' ? 'bad' : undefined}>{finding.message}</p>}
            {finding?.next && <p>{finding.next}</p>}
            {step === 'picture' && picture && <img src={picture} alt={connectionWords.testPicture} />}
            {finding?.remedy && (
              <Button kind="button small" label={remedyLabel(finding.remedy)} onPress={() => finding.remedy && onRemedy(finding.remedy)} />
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}
