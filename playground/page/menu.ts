// A button that opens a menu below it.

import { icon, make } from './element.ts'

export type MenuItem = { readonly label: string; readonly says: string; readonly choose: () => void }

export function makeMenu(label: string, items: readonly MenuItem[]): HTMLElement {
  const list = make('div', { class: 'menu', role: 'menu', 'aria-label': label, popover: 'auto' })
  const button = make('button', { class: 'quiet', type: 'button', 'aria-haspopup': 'menu' }, label, icon('M5 6.5l3 3 3-3'))
  list.append(
    ...items.map(({ label: name, says, choose }) =>
      make(
        'button',
        {
          type: 'button',
          role: 'menuitem',
          onclick: () => {
            list.hidePopover()
            choose()
          },
        },
        make('span', {}, name),
        make('small', {}, says),
      ),
    ),
  )
  button.addEventListener('click', () => {
    const { right, bottom } = button.getBoundingClientRect()
    list.style.right = `${innerWidth - right}px`
    list.style.top = `${bottom + 6}px`
    list.togglePopover()
    list.querySelector('button')?.focus()
  })
  list.addEventListener('keydown', ({ key }) => {
    const buttons = [...list.querySelectorAll('button')]
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
    const index = buttons.findIndex((one) => one === document.activeElement)
    if (step !== 0) buttons[(index + step + buttons.length) % buttons.length]?.focus()
  })
  return make('span', { class: 'menu-holder' }, button, list)
}
