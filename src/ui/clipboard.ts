// Text to the clipboard. Figma's window is no secure context, so `navigator.clipboard` is absent there (host §4).

export const copyText = (page: Document, text: string): boolean => {
  const area = page.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  page.body.append(area)
  area.select()
  // oxlint-disable-next-line typescript/no-deprecated -- the only way without a secure context
  const done = page.execCommand('copy')
  area.remove()
  return done
}
