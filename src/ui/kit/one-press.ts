// One press acts once: what a held key repeats, and the second half of a double click, would order and pay again (law 3).

import { isEnter } from './keys.ts'

/** Buttons of words act. Those of icons step and zoom, and may be pressed in haste. */
const acting = '.button, .link'

function stop(event: Event): void {
  event.preventDefault()
  event.stopPropagation()
}

/** Also where what was pressed is gone, and something else has come under the pointer or got the focus. */
export function actOnce(root: HTMLElement): void {
  root.addEventListener(
    'keydown',
    (event) => {
      const writes = event.target instanceof HTMLTextAreaElement && !event.ctrlKey && !event.metaKey
      if (event.repeat && isEnter(event) && !writes) stop(event)
    },
    true,
  )
  root.addEventListener(
    'click',
    (event) => {
      if (event.detail > 1 && event.target instanceof Element && event.target.closest(acting)) stop(event)
    },
    true,
  )
}
