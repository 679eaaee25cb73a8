// The source, faint, on the placeholder of a picture that is being made: the picture that was exported anyway, once for all of a run.

import type { TaskKey } from '../../core/recipe/task.ts'
import { imageTransformFor } from '../../core/picture/registration.ts'
import type { Place } from '../../core/selection/place.ts'
import { type Figma, attempt } from '../base/figma.ts'
import type { Exports } from '../control-image/exports.ts'

const opacity = 0.3

export type FaintSources = {
  /** This picture is made from that export. */
  note(key: TaskKey, exportId: number): void
  /** Null where there is no single picture of the source, or Figma takes none. */
  paintFor(key: TaskKey, place: Place): ImagePaint | null
}

export function makeFaintSources(figma: Figma, exports: Pick<Exports, 'pictureOf'>): FaintSources {
  const exportIds = new Map<TaskKey, number>()
  /** Of the export that was shown last: the pictures of a run come one after the other. */
  let shown: { readonly exportId: number; readonly hash: string } | null = null

  const hashOf = (exportId: number, png: Uint8Array): string | null => {
    if (shown?.exportId === exportId) return shown.hash
    const hash = attempt(() => figma.createImage(png).hash)
    if (hash !== undefined) shown = { exportId, hash }
    return hash ?? null
  }

  return {
    note: (key, exportId) => void exportIds.set(key, exportId),
    paintFor: (key, place) => {
      const exportId = exportIds.get(key)
      const picture = exportId === undefined ? null : exports.pictureOf(exportId)
      exportIds.delete(key)
      if (exportId === undefined || picture === null) return null
      const { png, size } = picture
      const imageHash = hashOf(exportId, png)
      const plan = { sent: size, content: { x: 0, y: 0, ...size } }
      const imageTransform = imageTransformFor(place.pose, plan, size) as Transform
      return imageHash === null ? null : { type: 'IMAGE', scaleMode: 'CROP', imageHash, imageTransform, opacity }
    },
  }
}
