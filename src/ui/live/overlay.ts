// The picture of the live layers alone, which is shown over the picture on the source card, and its object URL.

import { type ReadonlySignal, signal } from '@preact/signals'
import type { PictureUrls } from '../base/picture-urls.ts'
import { pngBlob } from '../picture/blob.ts'

export type Overlay = {
  /** The object URL; null when none is shown. */
  readonly picture: ReadonlySignal<string | null>
  show(bytes: Uint8Array): void
  clear(): void
}

export function makeOverlay(urls: PictureUrls): Overlay {
  const picture = signal<string | null>(null)
  const replace = (url: string | null): void => {
    const before = picture.peek()
    if (before !== null) urls.drop(before)
    picture.value = url
  }
  return {
    picture,
    show: (bytes) => replace(urls.make(pngBlob(bytes))),
    clear: () => replace(null),
  }
}
