// Groups of native radio buttons and checkboxes: the browser provides keys, focus and names, the labels provide the look.

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
  /** Called for a click with Shift, Ctrl or Command, which adds to the selection as on the canvas. */
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
              // The last choice cannot be removed. The browser has already cleared the box, so it is checked again.
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
