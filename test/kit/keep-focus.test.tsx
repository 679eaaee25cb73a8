// Where the focus moves when the focused element is removed.

import { expect, it } from 'vitest'
import { keepFocus } from '../../src/ui/kit/keep-focus.ts'
import { drawn } from '../support/screen.tsx'

function page(): HTMLElement {
  document.body.innerHTML =
    '<div id="root"><ul><li id="job" tabindex="-1"><p><button id="cancel"></button></p></li></ul>' +
    '<section><div data-passing><button id="offer"></button></div><button id="beside"></button></section><p id="sum"><button id="before"></button><a><button id="back"></button></a><button id="make"></button></p><footer class="run"><button id="run"></button></footer></div>'
  const root = document.querySelector<HTMLElement>('#root')
  if (root === null) throw new Error('no root')
  keepFocus(root, '.run button')
  return root
}

it.each([
  ['to the item that stays', 'cancel', '#job p', 'job'],
  ['to what is beside it', 'back', '#sum a', 'make'],
  ['to what is before it, where nothing follows', 'make', '#make', 'back'],
  ['to the button that makes pictures after what one press takes away', 'offer', 'div', 'run'],
  ['to the button that makes pictures when all around it is gone', 'cancel', 'ul', 'run'],
])('the focus goes %s', async (_where, focused, removed, next) => {
  const root = page()
  root.querySelector<HTMLElement>(`#${focused}`)?.focus()
  root.querySelector(removed)?.remove()
  await drawn()
  expect(document.activeElement?.id).toBe(next)
})
