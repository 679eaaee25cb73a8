// Opens a .fig file in place of the current document.

import { FigProblem, openFig } from '../fig/open-fig.ts'
import type { Manifest } from '../host/types.ts'
import type { Config } from '../serve/page-server.ts'
import { openKept } from './document.ts'
import type { Editor } from './editor.ts'
import type { Keep } from './keep.ts'

type Opener = {
  readonly held: Keep
  readonly manifest: Manifest
  readonly config: Pick<Config, 'remembersPictures'>
  readonly plugin: { kill(): void }
  readonly editor: Editor
  readonly saving: { now(): Promise<void> }
  setTitle(title: string): void
  say(text: string): void
}

/** Shows what was left out or why the file cannot be opened; in that case the document stays as it was. */
export async function openFile(page: Opener, name: string, bytes: Uint8Array): Promise<void> {
  const { say } = page
  try {
    const { file, leftOut } = openFig(bytes)
    const opened = await openKept(file, page.held, page)
    if (opened === null) return say(`${name} could not be drawn.`)
    page.plugin.kill()
    const former = page.editor.host()
    page.editor.use(opened.host, opened.page)
    former.dispose()
    page.setTitle(name.replace(/\.fig$/i, ''))
    page.editor.fitAll()
    await page.saving.now()
    say(leftOut === '' ? `${name} is open.` : `${name} is open. ${leftOut}`)
  } catch (error) {
    if (!(error instanceof FigProblem)) console.error(error)
    say(error instanceof FigProblem ? error.message : `${name} could not be read.`)
  }
}

/** Accepts files dropped anywhere on the page and ignores everything else. */
export function attachDrop(target: HTMLElement, open: (file: File) => void): void {
  const isFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
  target.addEventListener('dragover', (event) => {
    if (isFile(event)) event.preventDefault()
  })
  target.addEventListener('drop', (event) => {
    const file = event.dataTransfer?.files[0]
    if (file === undefined) return
    event.preventDefault()
    open(file)
  })
}
