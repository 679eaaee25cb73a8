// Draws a layer, or the layers of a scene, for display.

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
import type { PictureTools } from '../picture/worker.ts'
import { unending } from '../base/latest.ts'

/** Enough for the largest window, and for the usual one on a high-density screen. */
export const pictureSide = 1200

/** No margin and no grid: the layers as they are on the canvas. */
const seenRules: Rules = { grid: 1, minSide: 1, maxPixels: pictureSide ** 2, maxSide: pictureSide }

export type LayerPicture =
  | { readonly state: 'drawn'; readonly blob: Blob; readonly size: Size }
  | { readonly state: 'gone' }
  | { readonly state: 'failed'; readonly sentence: string }

export type LayerPicturePorts = {
  readonly figma: Pick<RemoteApi<ControlImageApi>, 'picture' | 'exportSource'>
  readonly tools: Pick<PictureTools, 'compose'>
  /** Exports freeze the editor, so the whole window runs one at a time. */
  readonly exportLock: InTurn
}

/** Draws the layer with this id, or all layers of the subject if the id stands for a scene. Never rejects. */
export type DrawLayer = (id: string, subject: Subject) => Promise<LayerPicture>

export function makeDrawLayer({ figma, tools, exportLock }: LayerPicturePorts): DrawLayer {
  const drawLayer = async (nodeId: string): Promise<LayerPicture> => {
    const answer = await exportLock(() => figma.picture({ nodeId, side: pictureSide }))
    if (answer === null) return { state: 'gone' }
    const size = pictureSize(answer.bytes)
    if (size === null) return fail('export-failed', 'bytes that are no picture')
    return { state: 'drawn', blob: pngBlob(answer.bytes), size }
  }

  /** Composes the layers of a scene as for sending, but without margins. */
  const drawScene = async (subject: Subject, background: string): Promise<LayerPicture> => {
    const { pieces, plan } = await exportLock(() => figma.exportSource({ subject, live: nothingLive, rules: seenRules, known: null }))
    const { blob } = await tools.compose({ pieces, background, plan, takesJpeg: false }, unending())
    return { state: 'drawn', blob, size: plan.sent }
  }

  return async (id, subject) => {
    const scene = id === subject.id ? subject.scene : null
    try {
      return await (scene === null ? drawLayer(id) : drawScene(subject, scene.background))
    } catch (thrown) {
      const failure = toFailure(thrown)
      if (scene !== null && failure.code === 'unfit-source') return { state: 'failed', sentence: 'Its layers are gone or hidden.' }
      return { state: 'failed', sentence: failureText(failure).sentence }
    }
  }
}
