// A picture of a layer, or of several that were one source, to be looked at.

import { fail, toFailure } from '../../core/failure/failure.ts'
import type { Size } from '../../core/base/geometry.ts'
import { pictureSize } from '../../core/picture/image-size.ts'
import { nothingLive } from '../../core/recipe/live-choice.ts'
import type { InTurn } from '../../core/base/in-turn.ts'
import type { ControlImageApi } from '../../core/control-image/protocol.ts'
import type { Rules } from '../../core/picture/registration.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { Subject } from '../../core/selection/subject.ts'
import { failureText } from '../../core/failure/words.ts'
import { pngBlob } from '../picture/blob.ts'
import type { PreparePorts } from './prepare.ts'

/** Enough for the largest window, and for the usual one on a dense screen. */
export const pictureSide = 1200

/** No margin and no grid: just as it is seen. */
const seenRules: Rules = { grid: 1, minSide: 1, maxPixels: pictureSide ** 2, maxSide: pictureSide }

type Picture =
  | { readonly state: 'drawn'; readonly blob: Blob; readonly size: Size }
  | { readonly state: 'gone' }
  | { readonly state: 'failed'; readonly sentence: string }

export type LayerPicturePorts = {
  readonly figma: Pick<RemoteApi<ControlImageApi>, 'picture' | 'exportSource'>
  readonly tools: PreparePorts['tools']
  /** Exports freeze the editor, so there is one at a time in the whole window. */
  readonly exportLock: InTurn
}

export function makeDraw({ figma, tools, exportLock }: LayerPicturePorts) {
  const drawLayer = async (nodeId: string): Promise<Picture> => {
    const answer = await exportLock(() => figma.picture({ nodeId, side: pictureSide }))
    if (answer === null) return { state: 'gone' }
    const size = pictureSize(answer.bytes)
    if (size === null) return fail('export-failed', 'bytes that are no picture')
    return { state: 'drawn', blob: pngBlob(answer.bytes), size }
  }

  /** Several layers that were one source are put together as for sending, without its margins. */
  const drawScene = async (subject: Subject, background: string): Promise<Picture> => {
    const { pieces, plan } = await exportLock(() => figma.exportSource({ subject, live: nothingLive, rules: seenRules, known: null }))
    const { blob } = await tools.compose({ pieces, background, plan, takesJpeg: false }, new AbortController().signal)
    return { state: 'drawn', blob, size: plan.sent }
  }

  /** The layer of this id; where it stands for a source of several layers, all of them. Never rejects. */
  return async (id: string, subject: Subject): Promise<Picture> => {
    const scene = id === subject.id ? subject.scene : null
    try {
      return await (scene === null ? drawLayer(id) : drawScene(subject, scene.background))
    } catch (thrown) {
      const told = toFailure(thrown)
      if (scene !== null && told.code === 'unfit-source') return { state: 'failed', sentence: 'Its layers are gone or hidden.' }
      return { state: 'failed', sentence: failureText(told).sentence }
    }
  }
}
