// Two radio buttons side by side after a label.

type PairProps = {
  readonly label: string
  readonly name: string
  readonly options: readonly [string, string]
  readonly isSecond: boolean
  readonly isFirstOff?: boolean
  readonly onChoose: (isSecond: boolean) => void
}

export function Pair({ label, name, options, isSecond, isFirstOff, onChoose }: PairProps) {
  return (
    <>
      <span class="hint" aria-hidden="true">
        {label}
      </span>
      <div class="purpose pair" role="radiogroup" aria-label={label}>
        {options.map((option, index) => (
          <label key={option} class="option">
            <input
              type="radio"
              name={name}
              checked={(index === 1) === isSecond}
              disabled={index === 0 && isFirstOff}
              onChange={() => onChoose(index === 1)}
            />
            <span class="option-label">{option}</span>
          </label>
        ))}
      </div>
    </>
  )
}
