// A field for a number. What is typed counts while it is typed; what has to be changed is changed when the typing ends, and said.

import { useRef, useState } from 'preact/hooks'
import { numberChange } from '../../core/base/number-change.ts'

type NumberFieldProps = {
  readonly id: string
  readonly label?: string
  readonly describedBy?: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step?: number
  /** What becomes of a typed number: clamped, snapped, or the old value when it is not a number. */
  readonly read: (typed: number) => number
  readonly onValue: (value: number) => void
}

export function NumberField({ id, label, describedBy, value, min, max, step = 1, read, onValue }: NumberFieldProps) {
  const [change, setChange] = useState<string | null>(null)
  /** What the field was last set to: Enter and the end of typing both commit, and the second one finds nothing new. */
  const committed = useRef<number | null>(null)
  const count = (field: HTMLInputElement): void => {
    setChange(null)
    committed.current = null
    const typed = Number(field.value)
    // Half a number would be clamped into another: only what can stay as it is counts already.
    if (field.value.trim() !== '' && read(typed) === typed && typed !== value) onValue(typed)
  }
  const commit = (field: HTMLInputElement): void => {
    const text = field.value.trim()
    const isEmpty = text === '' && !field.validity?.badInput
    const typed = text === '' ? Number.NaN : Number(text)
    if (typed === committed.current) return
    const next = text === '' ? value : read(typed)
    committed.current = next
    setChange(isEmpty ? null : numberChange(typed, next, { min, max, step }))
    // When the typed text is refused the value stays the same, so nothing else would redraw the field.
    field.value = String(next)
    if (next !== value) onValue(next)
  }
  return (
    <>
      <input
        id={id}
        type="number"
        aria-label={label}
        aria-describedby={describedBy}
        min={min}
        max={max}
        step={step}
        value={value}
        onInput={(event) => count(event.currentTarget)}
        onChange={(event) => commit(event.currentTarget)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit(event.currentTarget)
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
