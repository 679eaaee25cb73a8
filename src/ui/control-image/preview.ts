// The picture on the source card and its object URLs: a small picture first, then the exact one.

import { type ReadonlySignal, signal } from '@preact/signals'
import type { StuckLayer } from '../../core/live/stuck.ts'
import type { Whole } from '../../core/live/live.ts'
import type { Plan } from '../../core/picture/registration.ts'
import type { PictureUrls } from '../base/picture-urls.ts'
import { pngBlob } from '../picture/blob.ts'
import type { ControlImage } from './prepare.ts'

/** Facts about the exact picture: its size in pixels and as a file. */
export type SentPicture = {
  readonly plan: Plan
  readonly format: 'png' | 'jpeg'
  readonly byteLength: number
  readonly stuck: readonly StuckLayer[]
  readonly whole: Whole | null
}

export type Preview =
  | { readonly state: 'none' }
  | { readonly state: 'loading' }
  | { readonly state: 'thumbnail'; readonly url: string }
  | { readonly state: 'ready'; readonly url: string; readonly sent: SentPicture }
  | { readonly state: 'failed'; readonly sentence: string }

export type PreviewHolder = {
  readonly preview: ReadonlySignal<Preview>
  /** The exact picture that was shown last, if it was made for this request; otherwise null. */
  shownFor(about: string): ControlImage | null
  showImage(image: ControlImage): void
  showThumbnail(bytes: Uint8Array): void
  showState(state: Extract<Preview, { state: 'none' | 'loading' | 'failed' }>): void
}

export function makePreview(urls: PictureUrls): PreviewHolder {
  const preview = signal<Preview>({ state: 'none' })
  let shown: { readonly image: ControlImage; readonly url: string } | null = null
  let thumbnailUrl: string | null = null

  return {
    preview,
    shownFor: (about) => (shown?.image.about === about ? shown.image : null),
    showImage: (image) => {
      const { composed, plan, stuck, whole } = image
      const isShown = shown?.image.composed.blob === composed.blob
      if (shown !== null && !isShown) urls.drop(shown.url)
      const url = shown !== null && isShown ? shown.url : urls.make(composed.blob)
      shown = { image, url }
      // The same picture from a newer export: the card is not drawn again while its order is on its way.
      if (isShown && preview.peek().state === 'ready') return
      preview.value = { state: 'ready', url, sent: { plan, format: composed.format, byteLength: composed.blob.size, stuck, whole } }
    },
    showThumbnail: (bytes) => {
      if (thumbnailUrl !== null) urls.drop(thumbnailUrl)
      thumbnailUrl = urls.make(pngBlob(bytes))
      preview.value = { state: 'thumbnail', url: thumbnailUrl }
    },
    showState: (state) => {
      preview.value = state
    },
  }
}
