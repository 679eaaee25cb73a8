// A field for a number. What is typed counts while it is typed; what has to be changed is changed when the typing ends, and said.

import { useRef, useState } from 'preact/hooks'
import { type NumberRange, numberChange } from '../../core/base/number-change.ts'
import { type TypedNumber, readTypedNumber } from '../../core/base/typed-number.ts'
import { isEnter } from './keys.ts'
import { kitWords } from './words.ts'

type NumberFieldProps = {
  readonly id: string
  /** What the number is called. Pasted texts are searched for it. */
  readonly label: string
  readonly describedBy?: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step?: number
  /** What becomes of a typed number: clamped and snapped. */
  readonly read: (typed: number) => number
  readonly onValue: (value: number) => void
}

/** What is said of what was typed; null when it stays as it is, or when the field was left empty. */
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

/** `typed` is null unless somebody is typing. */
function useTyping({ label, value, min, max, step = 1, read, onValue }: NumberFieldProps) {
  const range = { label, min, max, step }
  const [change, setChange] = useState<string | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  // The end of typing is told by Enter, `change` and `blur`, and all may come before the field is drawn again.
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
      // Half a number would be clamped into another: only what can stay as it is counts already.
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

/** A field of text: a number field of a browser drops what it cannot read before anybody sees it, as a comma or a pasted name. */
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
