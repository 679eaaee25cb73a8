// Shows figma.notify: a dark toast at the lower edge that disappears after a while.

import { make } from './element.ts'

const shownMs = 4_000

export function makeToasts(): { element: HTMLElement; say(text: string): void } {
  const element = make('div', { class: 'toasts', role: 'log', 'aria-label': 'Notices' })
  return {
    element,
    say(text) {
      const slip = make('p', { class: 'toast' }, text)
      element.append(slip)
      setTimeout(() => slip.remove(), shownMs)
    },
  }
}
