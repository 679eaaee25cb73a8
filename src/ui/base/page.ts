// The few things that only a page can do.

import type { PictureUrls } from './picture-urls.ts'
import type { Time } from './time.ts'

export type Page = {
  readonly time: Time
  readonly urls: PictureUrls
  /** False when the page may not write to the clipboard. */
  copy(text: string): boolean
  /** To the user's disk, as a download. */
  saveFile(name: string, text: string): void
  focusPrompt(): void
  /** A small picture of nothing in the document, to try the service with. */
  testPicture(): Promise<Blob>
  /** The two pictures of the sample, as PNG. */
  sample(): Promise<{ readonly before: Uint8Array; readonly after: Uint8Array }>
}
