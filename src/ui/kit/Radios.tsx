// Groups of native radios and boxes: keys, focus and names come from the browser, the drawing from the label around each.

import type { ComponentChildren } from 'preact'

type Option = { readonly id: string; readonly label: string }

type GroupProps<T extends Option> = {
  readonly label: string
  readonly kind: 'purpose' | 'look' | 'light' | 'view' | 'geometry'
  readonly options: readonly T[]
  readonly draw?: (option: T) => ComponentChildren
}

type RadiosProps<T extends Option> = GroupProps<T> & {
  readonly chosen: string
  readonly onChoose: (id: T['id']) => void
  /** With Shift, Ctrl or Command a click adds to what is chosen, as it does on the canvas. */
  readonly onAdd?: (id: T['id']) => void
}

export function Radios<T extends Option>({ label, kind, options, chosen, onChoose, onAdd, draw }: RadiosProps<T>) {
  return (
    <div class={`radios ${kind}`} role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.id} class="option">
          <input
            type="radio"
            name={kind}
            value={option.id}
            checked={option.id === chosen}
            onChange={() => onChoose(option.id)}
            onClick={(event) => {
              if (onAdd === undefined || option.id === chosen || !(event.shiftKey || event.ctrlKey || event.metaKey)) return
              event.preventDefault()
              onAdd(option.id)
            }}
          />
          {draw && <span class="swatch">{draw(option)}</span>}
          <span class="option-label">{option.label}</span>
        </label>
      ))}
    </div>
  )
}

type ChecksProps<T extends Option> = GroupProps<T> & {
  readonly chosen: readonly string[]
  readonly onToggle: (id: T['id']) => void
}

export function Checks<T extends Option>({ label, kind, options, chosen, onToggle, draw }: ChecksProps<T>) {
  return (
    <div class={`radios ${kind}`} role="group" aria-label={label}>
      {options.map((option) => (
        <label key={option.id} class="option">
          <input
            type="checkbox"
            checked={chosen.includes(option.id)}
            onChange={(event) => {
              onToggle(option.id)
              // The last choice stays: the browser has cleared its box by then, so it is set back.
              if (chosen.length === 1 && chosen[0] === option.id) event.currentTarget.checked = true
            }}
          />
          {draw && <span class="swatch">{draw(option)}</span>}
          <span class="option-label">{option.label}</span>
        </label>
      ))}
    </div>
  )
}
