// Saves text as a download to the user's disk.

/** The browser does not report whether and where the file was written. */
export function saveFile(page: Document, name: string, text: string): void {
  const link = page.createElement('a')
  // The URL is not revoked: a browser may read it after the click, and closing the window revokes it anyway.
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = name
  link.click()
}
