// Images that the user chose as depth maps of sources, kept as long as the window is open.

import { type ReadonlySignal, signal } from '@preact/signals'
import type { Size } from '../../core/base/geometry.ts'
import { pictureSize } from '../../core/picture/image-size.ts'
import type { Piece } from '../../core/picture/piece.ts'
import { type Subject, subjectKey } from '../../core/selection/subject.ts'
import { unending } from '../base/latest.ts'
import type { PictureTools } from '../picture/worker.ts'

export type DepthImage = {
  /** Unique for each image. */
  readonly id: number
  /** The bytes of the chosen file. */
  readonly file: Uint8Array
  readonly isInverted: boolean
  /** Greyscale; near is bright. */
  readonly png: Uint8Array
  readonly size: Size
}

/** No model is sent a larger one. */
const largestSide = 2048

export type DepthImages = {
  readonly all: ReadonlySignal<ReadonlyMap<string, DepthImage>>
  of(subject: Subject): DepthImage | null
  /** Rejects when the file is not a picture. */
  choose(subject: Subject, image: Pick<DepthImage, 'file' | 'isInverted'>): Promise<void>
}

export function makeDepthImages(tools: Pick<PictureTools, 'convert'>): DepthImages {
  const all = signal<ReadonlyMap<string, DepthImage>>(new Map())
  let lastId = 0
  return {
    all,
    of: (subject) => all.value.get(subjectKey(subject)) ?? null,
    choose: async (subject, { file, isInverted }) => {
      lastId += 1
      const id = lastId
      const png = await tools.convert(
        { bytes: file, maxSide: largestSide, depth: isInverted ? 'near-is-dark' : 'near-is-bright' },
        unending(),
      )
      const size = pictureSize(png)
      if (size === null) throw new Error('no picture')
      const key = subjectKey(subject)
      // One that was chosen later may be converted sooner.
      if ((all.peek().get(key)?.id ?? 0) < id) all.value = new Map([...all.peek(), [key, { id, file, isInverted, png, size }]])
    },
  }
}

/** Centres the image so that it covers the source. Where proportions differ its edges are cut off, as nothing is stretched (DESIGN §5). */
export function coverWith({ png, size }: DepthImage, { width, height }: Size): Piece {
  const scale = Math.max(width / size.width, height / size.height)
  const [wide, high] = [size.width * scale, size.height * scale]
  return { png, box: { x: (width - wide) / 2, y: (height - high) / 2, width: wide, height: high } }
}
