// What the window asks about live layers, and their way into a result.

import type { InTurn } from '../../core/base/in-turn.ts'
import type { LiveApi } from '../../core/live/protocol.ts'
import { hasChoice } from '../../core/recipe/live-choice.ts'
import { subjectOf } from '../../core/recipe/recipe.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import type { Task } from '../../core/recipe/task.ts'
import { layArea, layLive, clearResult } from './assemble.ts'
import type { Offscreen } from './offscreen.ts'
import { exportAtSide } from '../picture/export-node.ts'
import { type Figma, findNode } from '../base/figma.ts'
import { exportLayers, isClipped, isOn, splitLayers } from './layer-split.ts'
import { findSubject } from '../selection/subject.ts'
import type { Note } from '../../core/failure/note.ts'

type LiveContext = { readonly figma: Figma; readonly offscreen: Offscreen; readonly inTurn: InTurn }

export function answerLive({ figma, offscreen, inTurn }: LiveContext): Handlers<LiveApi> {
  return {
    liveFacts: async ({ subject, live }) => {
      const found = await findSubject(figma, subject)
      if (found === null) return null
      const { facts: sorted, candidates } = splitLayers(found, subject, live)
      const facts = { ...sorted, candidates: candidates() }
      // A shape beside the source marks an area of it as well.
      const shape = live.area === null || facts.area !== null ? null : await findNode(figma, live.area.id)
      return shape === null ? facts : { ...facts, area: { id: shape.id, name: shape.name } }
    },
    livePicture: (request) =>
      inTurn(async () => {
        const found = await findSubject(figma, request.subject)
        const lifting = found === null ? null : splitLayers(found, request.subject, request.live)
        if (lifting === null || !lifting.parts.some((part) => isOn(part, 'live'))) return null
        return { bytes: await exportLayers(figma, offscreen, lifting, 'live', (copy) => exportAtSide(copy, request.side)) }
      }),
  }
}

/** Lays what stays live over a picture. Gives what a person should know. */
type Life = (frame: FrameNode) => readonly Note[]

function lifeless(notes: readonly Note[]): Life {
  return () => notes
}

/**
 * How a picture that has come gets its live layers, from the source as it is now. All that has to be waited for is done before, so
 * that picture and layers come in one go: no window can close between them.
 */
export async function prepareLiveLayers(figma: Figma, { recipe, place }: Task): Promise<Life> {
  const { live } = recipe
  // Layers that stay live by their name were noted when the picture left.
  if (!hasChoice(live)) return lifeless([])
  const subject = subjectOf(recipe)
  const found = await findSubject(figma, subject)
  if (found === null) return lifeless(['live-lost'])
  const lifting = splitLayers(found, subject, live)
  const shape = live.area === null ? null : await findNode(figma, live.area.id)
  const lost: readonly Note[] = live.area !== null && shape === null ? ['area-lost'] : []
  if (lifting.facts.live === 0 && shape === null) return lifeless(lost)
  const { size } = place.pose
  const isSame = found.place.pose.size.width === size.width && found.place.pose.size.height === size.height
  return (frame) => {
    try {
      frame.clipsContent = isClipped(lifting)
      if (live.area !== null && shape !== null) layArea(figma, frame, lifting, { shape, changes: live.area.changes })
      layLive(figma, frame, lifting)
      return isSame ? lost : [...lost, 'live-changed']
    } catch {
      // The picture is paid and stands: it is worth more than what could not be laid over it.
      clearResult(frame)
      return ['live-failed']
    }
  }
}
