// One press acts once. Otherwise a held key or a double click would order and pay again (law 3).

import { isEnter } from './keys.ts'

/** Buttons with text. Icon buttons step and zoom, and may be pressed rapidly. */
const acting = '.button, .link'

function stop(event: Event): void {
  event.preventDefault()
  event.stopPropagation()
}

/** Also covers the case where the pressed button is gone and another one is under the pointer or focused. */
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
