import { useLayoutEffect, useRef } from 'preact/hooks'

/** Modal where the browser can: Esc, the focus and the page behind are its business then. */
export const useModal = () => {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const shown = dialog.current
    if (shown && typeof shown.showModal === 'function') shown.showModal()
    else shown?.setAttribute('open', '')
    return () => shown?.close?.()
  }, [])
  return dialog
}
