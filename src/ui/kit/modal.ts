// A modal dialog. With `showModal` the browser handles Escape, traps the focus, and makes the page behind inert.

import { useLayoutEffect, useRef } from 'preact/hooks'

/**
 * The focus goes to the element marked `data-first`, otherwise where the browser puts it. On closing it returns to the button that opened
 * the dialog or, if that is gone, to its list item.
 */
export function useModal() {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const shown = dialog.current
    const page = shown?.ownerDocument
    const item = page?.activeElement?.closest('li')
    if (shown && typeof shown.showModal === 'function') shown.showModal()
    else shown?.setAttribute('open', '')
    // Focused by code, because `autofocus` is blocked in a cross-origin iframe.
    shown?.querySelector<HTMLElement>('[data-first]')?.focus()
    return () => {
      shown?.close?.()
      const { activeElement = null } = page ?? {}
      // The browser focused nothing, or left the focus in the closed dialog.
      if (activeElement === page?.body || shown?.contains(activeElement)) item?.focus()
    }
  }, [])
  return dialog
}

/** Selector of the Restyle button. */
export const runButton = '.run .wide'

/** Closes a dialog that planned something for the Restyle button, and focuses that button. Any other way of closing returns the focus. */
export function leaveForRun(dialog: HTMLDialogElement | null): void {
  dialog?.close?.()
  dialog?.ownerDocument.querySelector<HTMLElement>(runButton)?.focus()
}
