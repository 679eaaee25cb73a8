// A dialog that is modal where the browser can: Esc, the focus and the page behind are its business then.

import { useLayoutEffect, useRef } from 'preact/hooks'

/** The focus goes to what is marked as `data-first`, else where the browser puts it. On closing the focus goes back to the button that opened it; where that is gone, to the list item it stood in. */
export function useModal() {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const shown = dialog.current
    const page = shown?.ownerDocument
    const item = page?.activeElement?.closest('li')
    if (shown && typeof shown.showModal === 'function') shown.showModal()
    else shown?.setAttribute('open', '')
    // By hand: `autofocus` is blocked in a frame of another origin.
    shown?.querySelector<HTMLElement>('[data-first]')?.focus()
    return () => {
      shown?.close?.()
      const { activeElement = null } = page ?? {}
      // Not given back: it is nowhere, or still in what was closed.
      if (activeElement === page?.body || shown?.contains(activeElement)) item?.focus()
    }
  }, [])
  return dialog
}
