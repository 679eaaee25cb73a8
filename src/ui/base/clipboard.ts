// Text to the clipboard. Figma's window is no secure context, so `navigator.clipboard` is absent there (host §4).

export function copyText(page: Document, text: string): boolean {
  const before = page.activeElement
  const area = page.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  // Behind an open dialog nothing can be selected; of several the last one is on top.
  const place = [...page.querySelectorAll('dialog[open]')].pop() ?? page.body
  place.append(area)
  area.select()
  // oxlint-disable-next-line typescript/no-deprecated -- the only way without a secure context
  const done = page.execCommand('copy')
  area.remove()
  if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  return done
}
