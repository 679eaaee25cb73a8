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

/** Read when the typing ends: half a number would be clamped into another. */
export function NumberField({ id, label, describedBy, value, min, max, step = 1, read, onValue }: NumberFieldProps) {
  const commit = (field: HTMLInputElement): void => {
    const next = field.value.trim() === '' ? value : read(Number(field.value))
    // When the typed text is refused the value stays the same, so nothing else would redraw the field.
    field.value = String(next)
    if (next !== value) onValue(next)
  }
  return (
    <input
      id={id}
      type="number"
      aria-label={label}
      aria-describedby={describedBy}
      min={min}
      max={max}
      step={step}
      value={value}
      onChange={(event) => commit(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit(event.currentTarget)
      }}
    />
  )
}
