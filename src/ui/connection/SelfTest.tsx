// The self-test in Settings: a button, and the answers of Figma itself.

import type { Outcome } from '../../core/connection/self-test.ts'
import { Button } from '../kit/Buttons.tsx'
import type { SelfTestPart } from './self-test-part.ts'
import { selfTestWords } from './words.ts'

/** SVG paths of the icons, in a box of 16 × 16. */
const iconPaths: Record<Outcome, string> = {
  expected: 'm4 8.5 2.7 2.7L12 5.5',
  differs: 'M8 2.5 14 13H2ZM8 6.5v3M8 11.2v.01',
  unknown: 'M6 8h4',
}

/** Uses the states of the "Check connection" list, so that both look the same. */
const stateOf: Record<Outcome, string> = { expected: 'passed', differs: 'failed', unknown: 'skipped' }

type Props = { readonly part: SelfTestPart; readonly onCopy: (text: string) => void }

export function SelfTest({ part, onCopy }: Props) {
  const lines = part.lines.value
  const isRunning = lines.some(({ outcome }) => outcome === null)
  const isDone = lines.length > 0 && !isRunning
  return (
    <>
      {lines.length > 0 && (
        <ol role="list" class="check-list" aria-label={selfTestWords.title} aria-busy={isRunning}>
          {lines.map(({ id, label, changes, outcome }) => (
            <li key={id} data-test={id} data-outcome={outcome ?? 'waiting'} data-state={outcome === null ? 'waiting' : stateOf[outcome]}>
              <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
                <path d={outcome === null ? 'M8 8v.01' : iconPaths[outcome]} />
              </svg>
              <div>
                <strong>{label}</strong>
                {outcome !== null && <span class={outcome === 'expected' ? 'unseen' : undefined}>{` ${selfTestWords[outcome]}`}</span>}
                {outcome === 'differs' && <p>{changes}</p>}
              </div>
            </li>
          ))}
        </ol>
      )}
      {isDone && (
        <p class="hint" role="status">
          {selfTestWords.outcome(lines.filter(({ outcome }) => outcome === 'expected').length, lines.length)}
        </p>
      )}
      <div class="links">
        <Button kind="link" label={selfTestWords.title} isOff={isRunning} onPress={() => void part.run()} />
        {isDone && <Button kind="link" label={selfTestWords.copy} onPress={() => onCopy(part.report())} />}
      </div>
    </>
  )
}
