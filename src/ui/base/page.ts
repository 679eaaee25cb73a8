// Functions that only a page can provide, as ports.

import type { PictureUrls } from './picture-urls.ts'
import type { Time } from './time.ts'

export type Page = {
  readonly time: Time
  readonly urls: PictureUrls
  /** Returns false when the page may not write to the clipboard. */
  copy(text: string): boolean
  /** Downloads a file to the user's disk. */
  saveFile(name: string, text: string): void
  focusPrompt(): void
  /** Draws a small picture that contains nothing of the document, to test the service with. */
  testPicture(): Promise<Blob>
  /** The two pictures of the sample, as PNG. */
  sample(): Promise<{ readonly before: Uint8Array; readonly after: Uint8Array }>
}
