// The field for the API key, masked unless a person reveals it.

import { useState } from 'preact/hooks'
import { isEnter } from '../kit/keys.ts'
import { connectionWords } from './words.ts'

type KeyFieldProps = {
  readonly id: string
  readonly value: string
  readonly describedBy: string
  readonly isWrong?: boolean
  readonly hasFocus?: boolean
  readonly onValue: (key: string) => void
  readonly onEnter: () => void
}

/** A password field has no implicit role, and the JSX types do not allow one there. Both are therefore passed as plain attributes. */
function typeAndRole(isShown: boolean): Readonly<Record<string, string>> {
  return { type: isShown ? 'text' : 'password', role: 'textbox' }
}

export function KeyField({ id, value, describedBy, isWrong = false, hasFocus = false, onValue, onEnter }: KeyFieldProps) {
  const [isShown, show] = useState(false)
  return (
    <>
      <label for={id}>{connectionWords.key}</label>
      <div class="key-field">
        <input
          id={id}
          {...typeAndRole(isShown)}
          placeholder={connectionWords.keyHint}
          autocomplete="off"
          spellcheck={false}
          data-first={hasFocus || undefined}
          aria-describedby={describedBy}
          aria-invalid={isWrong}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (isEnter(event)) onEnter()
          }}
        />
        <button class="link" aria-label={isShown ? connectionWords.hideKey : connectionWords.showKey} onClick={() => show(!isShown)}>
          {isShown ? connectionWords.hide : connectionWords.show}
        </button>
      </div>
    </>
  )
}
