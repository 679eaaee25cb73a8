// How a picture that has come gets its live layers, from the source as it is now.

import { isSameLength } from '../../core/base/geometry.ts'
import type { Note } from '../../core/failure/note.ts'
import { hasChoice } from '../../core/recipe/live-choice.ts'
import { subjectOf } from '../../core/recipe/recipe.ts'
import type { Task } from '../../core/recipe/task.ts'
import { findNode } from '../base/figma.ts'
import { type FoundSubject, findSubject } from '../selection/find-subject.ts'
import { layArea } from './area.ts'
import { clearResult, layLive } from './assemble.ts'
import type { Canvas } from './copy-into.ts'
import { type LayerSplit, isClipped, splitLayers } from './layer-split.ts'

/** Lays what stays live over a picture. Never throws. Gives what a person should know about it. */
export type ApplyLiveLayers = (frame: FrameNode) => readonly Note[]

function nothingToApply(notes: readonly Note[]): ApplyLiveLayers {
  return () => notes
}

function hasSameSize(found: FoundSubject, { place }: Task): boolean {
  const [now, then] = [found.place.pose.size, place.pose.size]
  return isSameLength(now.width, then.width) && isSameLength(now.height, then.height)
}

/** @param shape marks an area; null when the whole picture shows */
function applying(canvas: Canvas, split: LayerSplit, { recipe }: Task, shape: SceneNode | null, notes: readonly Note[]): ApplyLiveLayers {
  const { area } = recipe.live
  return (frame) => {
    try {
      frame.clipsContent = isClipped(split)
      if (area !== null && shape !== null) layArea(canvas, frame, split, { shape, changes: area.changes })
      layLive(canvas, frame, split)
      return notes
    } catch {
      // The picture is paid for, and worth more than what could not be laid over it.
      clearResult(frame)
      return ['live-failed']
    }
  }
}

/**
 * All that has to be waited for is done here, so that picture and layers then come at once: the window cannot close between them.
 * What stays live by its name was noted in the recipe when the picture left.
 */
export async function prepareLiveLayers(canvas: Canvas, task: Task): Promise<ApplyLiveLayers> {
  const { figma } = canvas
  const { live } = task.recipe
  if (!hasChoice(live)) return nothingToApply([])
  const subject = subjectOf(task.recipe)
  const found = await findSubject(figma, subject)
  if (found === null) return nothingToApply(['live-lost'])
  const split = splitLayers(found, subject, live)
  const shape = live.area === null ? null : await findNode(figma, live.area.id)
  const lost: readonly Note[] = live.area !== null && shape === null ? ['area-lost'] : []
  if (split.facts.liveCount === 0 && shape === null) return nothingToApply(lost)
  return applying(canvas, split, task, shape, hasSameSize(found, task) ? lost : [...lost, 'live-changed'])
}
