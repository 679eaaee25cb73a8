// The pictures of a comparison, by layer id. Each holds memory until it is dropped.

import type { PictureUrls } from '../base/picture-urls.ts'
import type { LayerPicture } from '../control-image/layer-picture.ts'
import type { PictureState } from './types.ts'

export type Pictures = {
  has(id: string): boolean
  /** `loading` if there is none yet. */
  of(id: string): PictureState
  put(id: string, picture: LayerPicture): void
  dropAllBut(ids: readonly string[]): void
}

export function makePictures(urls: PictureUrls): Pictures {
  const pictures = new Map<string, PictureState>()
  return {
    has: (id) => pictures.has(id),
    of: (id) => pictures.get(id) ?? { state: 'loading' },
    put: (id, picture) => {
      pictures.set(id, picture.state === 'drawn' ? { state: 'ready', url: urls.make(picture.blob), size: picture.size } : picture)
    },
    dropAllBut: (ids) => {
      for (const [id, picture] of pictures) {
        if (ids.includes(id)) continue
        if (picture.state === 'ready') urls.drop(picture.url)
        pictures.delete(id)
      }
    },
  }
}
