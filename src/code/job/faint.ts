// Shows the source faintly on a placeholder while its picture is being made. Uses the picture that was exported anyway, loaded once per run.

import type { TaskKey } from '../../core/recipe/task.ts'
import { imageTransformFor } from '../../core/picture/registration.ts'
import type { Place } from '../../core/selection/place.ts'
import { type Figma, attempt } from '../base/figma.ts'
import type { Exports } from '../control-image/exports.ts'

const opacity = 0.3

export type FaintSources = {
  /** Records which export the picture of this task is made from. */
  note(key: TaskKey, exportId: number): void
  /** The faint paint for a task. Null where the source has no single exported picture, or Figma refuses the image. */
  paintFor(key: TaskKey, place: Place): ImagePaint | null
}

export function makeFaintSources(figma: Figma, exports: Pick<Exports, 'pictureOf'>): FaintSources {
  const exportIds = new Map<TaskKey, number>()
  /** The image of the last export shown; the pictures of a run share one and come one after the other. */
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
