// A dialog that is modal in browsers that know `showModal`: they handle Esc, hold the focus, and make the page behind inert.

import { useLayoutEffect, useRef } from 'preact/hooks'

/** The focus goes to what is marked as `data-first`, else where the browser puts it. On closing it goes back to the button that opened the dialog; when that is gone, to the list item it stood in. */
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
      // The browser gave it to nothing, or left it in what was closed.
      if (activeElement === page?.body || shown?.contains(activeElement)) item?.focus()
    }
  }, [])
  return dialog
}

/** The big button. */
export const runButton = '.run .wide'

/** Closes a dialog in which something was chosen for the big button, and leads there. What closes it otherwise gives the focus back. */
export function leaveForRun(dialog: HTMLDialogElement | null): void {
  dialog?.close?.()
  dialog?.ownerDocument.querySelector<HTMLElement>(runButton)?.focus()
}
