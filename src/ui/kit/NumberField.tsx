// A number field. Valid input takes effect while typing; other input is corrected when typing ends, with a message.

import { useRef, useState } from 'preact/hooks'
import { type NumberRange, numberChange } from '../../core/base/number-change.ts'
import { type TypedNumber, readTypedNumber } from '../../core/base/typed-number.ts'
import { isEnter } from './keys.ts'
import { kitWords } from './words.ts'

type NumberFieldProps = {
  readonly id: string
  /** Name of the number. Pasted text is searched for it. */
  readonly label: string
  readonly describedBy?: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step?: number
  /** Clamps and snaps a typed number. */
  readonly read: (typed: number) => number
  readonly onValue: (value: number) => void
}

/** The message about corrected input; null when it was kept, or when the field was left empty. */
function changeOf(typed: TypedNumber, next: number, range: NumberRange): string | null {
  switch (typed.kind) {
    case 'empty':
      return null
    case 'none':
      return numberChange(Number.NaN, next, range)
    case 'too-long':
      return kitWords.tooLong(next)
    case 'number':
      return numberChange(typed.value, next, range)
    default:
      return typed satisfies never
  }
}

/** `typed` is null unless the user is typing. */
function useTyping({ label, value, min, max, step = 1, read, onValue }: NumberFieldProps) {
  const range = { label, min, max, step }
  const [change, setChange] = useState<string | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  // The end of typing is signalled by Enter, `change` and `blur`, and all of them may fire before the next render.
  const now = useRef({ typed: null as string | null, value, before: value })
  now.current.value = value
  const hold = (text: string | null): void => {
    now.current.typed = text
    setTyped(text)
  }
  const take = (next: number): void => {
    if (next === now.current.value) return
    now.current.value = next
    onValue(next)
  }
  return {
    change,
    text: typed ?? String(value),
    type: (text: string): void => {
      if (now.current.typed === null) now.current.before = now.current.value
      hold(text)
      setChange(null)
      const found = readTypedNumber(text, range)
      // A partly typed number would be clamped to another one, so only a number that needs no correction takes effect yet.
      if (found.kind === 'number' && read(found.value) === found.value) take(found.value)
    },
    end: (): void => {
      const { typed: text, before } = now.current
      if (text === null) return
      const found = readTypedNumber(text, range)
      take(found.kind === 'number' ? read(found.value) : before)
      setChange(changeOf(found, now.current.value, range))
      hold(null)
    },
    stepBy: (by: number): void => {
      setChange(null)
      take(read(now.current.value + by * step))
    },
  }
}

/** Uses a text input, because a browser's number input drops what it cannot read (a comma, a pasted name) before the code sees it. */
export function NumberField(props: NumberFieldProps) {
  const { id, label, describedBy, value, min, max, step = 1 } = props
  const { change, text, type, end, stepBy } = useTyping(props)
  return (
    <>
      <input
        id={id}
        type="text"
        role="spinbutton"
        inputmode={Number.isInteger(step) ? 'numeric' : 'decimal'}
        autocomplete="off"
        spellcheck={false}
        aria-label={label}
        aria-describedby={describedBy}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuenow={value}
        value={text}
        onInput={(event) => type(event.currentTarget.value)}
        onChange={end}
        onBlur={end}
        onKeyDown={(event) => {
          if (isEnter(event)) return end()
          if ((event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || event.isComposing) return
          event.preventDefault()
          end()
          stepBy(event.key === 'ArrowUp' ? 1 : -1)
        }}
      />
      {change !== null && (
        <span class="hint number-change" role="status">
          {change}
        </span>
      )}
    </>
  )
}
