// A checkbox inside its label.

type CheckProps = {
  readonly label: string
  readonly isOn: boolean
  /** Id of a hint. */
  readonly describedBy?: string
  readonly onChange: (isOn: boolean) => void
}

export function Check({ label, isOn, describedBy, onChange }: CheckProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={isOn}
        aria-describedby={describedBy}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      {label}
    </label>
  )
}
