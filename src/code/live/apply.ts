// Adds the live layers to a picture that has come in, taken from the source as it is now.

import { isSameLength } from '../../core/base/geometry.ts'
import type { Note } from '../../core/failure/note.ts'
import { type Area, hasChoice } from '../../core/recipe/live-choice.ts'
import { subjectOf } from '../../core/recipe/recipe.ts'
import type { Task } from '../../core/recipe/task.ts'
import { findNode } from '../base/figma.ts'
import { type FoundSubject, findSubject } from '../selection/find-subject.ts'
import { layArea } from './area.ts'
import { clearResult, layLive } from './assemble.ts'
import type { Canvas } from './copy-into.ts'
import { withFonts } from './fonts.ts'
import { hideMarker } from './marker.ts'
import { prepareCopies } from './prepare-copies.ts'
import { type LayerSplit, isClipped, splitLayers, wholePicture } from './layer-split.ts'
import { layAround, layOutline } from './outline.ts'

/**
 * Lays the live layers over a picture. Synchronous, unless Figma asks for a font that could not be foreseen. Never rejects; gives the notes that the
 * user should see.
 */
export type ApplyLiveLayers = (frame: FrameNode) => Promise<readonly Note[]>

function nothingToApply(notes: readonly Note[]): ApplyLiveLayers {
  return () => Promise.resolve(notes)
}

function hasSameSize(found: FoundSubject, { place }: Task): boolean {
  const [now, then] = [found.place.pose.size, place.pose.size]
  return isSameLength(now.width, then.width) && isSameLength(now.height, then.height)
}

type Applied = {
  readonly split: LayerSplit
  readonly area: Area | null
  /** The shape that marks the area; null when the whole picture shows. */
  readonly shape: SceneNode | null
  readonly notes: readonly Note[]
  readonly hidesMarker: boolean
}

function applying(canvas: Canvas, { split, area, shape, notes, hidesMarker }: Applied): ApplyLiveLayers {
  const lay = (frame: FrameNode): void => {
    const before = frame.children.slice()
    try {
      const isAround = area !== null && shape !== null && area.changes === 'inside' && !split.isScene
      // The copied original layers bring what surrounds them, and clip it themselves.
      frame.clipsContent = isClipped(split) && !isAround
      const outlined = layOutline(canvas, frame, split)
      if (area !== null && shape !== null) layArea(canvas, frame, split, { ...area, shape, outlined })
      if (!isAround) layAround(canvas, frame, split)
      layLive(canvas, frame, split)
    } catch (thrown) {
      // The picture is paid for and matters more than the layers that could not be laid over it.
      clearResult(frame, before)
      throw thrown
    }
  }
  return (frame) =>
    withFonts(canvas.figma, () => lay(frame)).then(
      () => (hidesMarker && shape !== null && hideMarker(shape) ? [...notes, 'marker-hidden'] : notes),
      () => ['live-failed'],
    )
}

/**
 * Does everything asynchronous first, so that picture and layers then appear together and the window cannot close between them. Layers that stay live
 * by their name were noted in the recipe when the picture was sent.
 * @param hidesMarker whether to hide the shape that marks the area once the picture is there
 */
export async function prepareLiveLayers(canvas: Canvas, task: Task, hidesMarker: boolean): Promise<ApplyLiveLayers> {
  const { figma } = canvas
  const { live } = task.recipe
  const subject = subjectOf(task.recipe)
  const found = await findSubject(figma, subject)
  if (found === null) return nothingToApply(hasChoice(live) ? ['live-lost'] : [])
  if (!hasChoice(live)) return applying(canvas, { split: wholePicture(found, subject), area: null, shape: null, notes: [], hidesMarker })
  const split = splitLayers(found, subject, live)
  const shape = live.area === null ? null : await findNode(figma, live.area.id)
  const lost: readonly Note[] = live.area !== null && shape === null ? ['area-lost'] : []
  await prepareCopies(figma, shape === null ? found.layers : [...found.layers, shape])
  const isChanged = (split.facts.liveCount > 0 || shape !== null) && !hasSameSize(found, task)
  return applying(canvas, { split, area: live.area, shape, notes: isChanged ? [...lost, 'live-changed'] : lost, hidesMarker })
}
