// Text as a download. Where it lands, and whether it did, only the browser knows.

export function saveFile(page: Document, name: string, text: string): void {
  const link = page.createElement('a')
  // The address is not dropped: a browser may read it after the click, and the closing window drops it anyway.
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = name
  link.click()
}
