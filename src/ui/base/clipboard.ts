// Copies text to the clipboard. Figma's window is not a secure context, so `navigator.clipboard` is missing there (host §4).

/** Returns false when the browser did not copy. The focus stays where it was. */
export function copyText(page: Document, text: string): boolean {
  const before = page.activeElement
  const area = page.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  // Nothing outside a modal dialog can be selected; of several dialogs the last one is on top.
  const holder = [...page.querySelectorAll('dialog[open]')].pop() ?? page.body
  holder.append(area)
  area.select()
  // oxlint-disable-next-line typescript/no-deprecated -- the only way without a secure context
  const done = page.execCommand('copy')
  area.remove()
  if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  return done
}
