// The list of the document's pages; a click opens one.

import { make } from './element.ts'

export function makePageTabs(list: HTMLElement, onOpen: (id: string) => void) {
  return (pages: readonly { readonly id: string; readonly name: string }[], open: string): void =>
    list.replaceChildren(
      ...pages.map(({ id, name }) =>
        make(
          'li',
          { role: 'presentation' },
          make('button', { type: 'button', role: 'tab', 'aria-selected': String(id === open), onclick: () => onOpen(id) }, name),
        ),
      ),
    )
}
