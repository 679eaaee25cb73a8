// A group of native radios: arrow keys, focus and names come from the browser, the looks from the label around each.

import type { ComponentChildren } from 'preact'

type Option = { readonly id: string; readonly label: string }

type RadiosProps<T extends Option> = {
  readonly label: string
  readonly kind: 'purpose' | 'look' | 'light' | 'view'
  readonly options: readonly T[]
  readonly chosen: string
  readonly onChoose: (id: T['id']) => void
  readonly draw?: (option: T) => ComponentChildren
}

export const Radios = <T extends Option>({ label, kind, options, chosen, onChoose, draw }: RadiosProps<T>) => (
  <div class={`radios ${kind}`} role="radiogroup" aria-label={label}>
    {options.map((option) => (
      <label key={option.id} class="option">
        <input type="radio" name={kind} value={option.id} checked={option.id === chosen} onChange={() => onChoose(option.id)} />
        {draw && <span class="swatch">{draw(option)}</span>}
        <span class="option-label">{option.label}</span>
      </label>
    ))}
  </div>
)
