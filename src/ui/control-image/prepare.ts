// The exact picture that leaves for a source (law 5): exported by the sandbox, put together and encoded in the worker.

import type { InTurn } from '../../core/base/in-turn.ts'
import { depthLayer } from '../../core/control-image/depth-layer.ts'
import type { ControlImageApi, Exported } from '../../core/control-image/protocol.ts'
import type { LiveApi } from '../../core/live/protocol.ts'
import type { Whole } from '../../core/live/live.ts'
import { type StuckLayer, idsInPicture } from '../../core/live/stuck.ts'
import { type LiveChoice, withInPicture } from '../../core/recipe/live-choice.ts'
import type { Model, Values } from '../../core/model/model.ts'
import type { Plan, Rules } from '../../core/picture/registration.ts'
import { type Subject, subjectKey } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { findStuck } from '../live/trial.ts'
import type { LiveTools } from '../live/worker.ts'
import type { Composed } from '../picture/compose.ts'
import type { PictureTools } from '../picture/worker.ts'

/** All that decides what leaves. */
export type ControlImageRequest = {
  readonly subject: Subject
  readonly live: LiveChoice
  readonly rules: Rules
  readonly takesJpeg: boolean
  /** The layer of the source that is its depth map leaves in place of the whole. */
  readonly isDepthLayer: boolean
}

/** A picture ready to leave. */
export type ControlImage = {
  /** The key of the request that it was made for. */
  readonly about: string
  /** The number by which the sandbox remembers the export. */
  readonly exportId: number
  readonly plan: Plan
  readonly whole: Whole | null
  readonly composed: Composed
  /** What was to stay live and went with the picture. */
  readonly stuck: readonly StuckLayer[]
}

export type PreparePorts = {
  readonly figma: Pick<RemoteApi<ControlImageApi & LiveApi>, 'exportSource' | 'liveTrial'>
  readonly tools: Pick<PictureTools, 'compose'> & LiveTools
  /** Exports freeze the editor, so there is one at a time in the whole window. */
  readonly exportLock: InTurn
}

/** What of a request a model and its values say. */
export function sendingOf(model: Model, values: Values): Pick<ControlImageRequest, 'rules' | 'takesJpeg' | 'isDepthLayer'> {
  return { rules: model.rules, takesJpeg: model.takesJpeg(values), isDepthLayer: model.sendsDepthLayer?.(values) ?? false }
}

/** The same text for requests that give the same picture of an unchanged source. */
export function requestKey({ subject, live, rules, takesJpeg, isDepthLayer }: ControlImageRequest): string {
  return JSON.stringify([subjectKey(subject), live, rules, takesJpeg, isDepthLayer])
}

/**
 * @param known an earlier picture of the same request, or null; it is returned as it is when the source has not changed since
 * @throws the sandbox's failure when the source cannot be exported
 */
export async function prepareControlImage(
  ports: PreparePorts,
  request: ControlImageRequest,
  known: ControlImage | null,
  signal: AbortSignal,
): Promise<ControlImage> {
  const { figma, tools, exportLock } = ports
  const { subject, live, rules, takesJpeg, isDepthLayer } = request
  const exportWith = (choice: LiveChoice, knownId: number | null): Promise<Exported> =>
    exportLock(() => figma.exportSource({ subject, live: choice, rules, isDepthLayer, known: knownId }))
  const before = withInPicture(live, idsInPicture(known?.stuck ?? []))
  const again = known === null ? null : await exportWith(before, known.exportId)
  if (known !== null && again?.isSame === true) return known
  const first = again !== null && before === live ? again : await exportWith(live, null)
  const stuck = first.isLive ? await findStuck(ports, request, first.stuck, signal) : first.stuck
  const isAsDrawn = stuck.length === first.stuck.length
  const { pieces, plan, whole, id } = isAsDrawn ? first : await exportWith(withInPicture(live, idsInPicture(stuck)), null)
  const background = isDepthLayer ? depthLayer.ground : (subject.scene?.background ?? '')
  const composed = await tools.compose({ pieces, background, plan, takesJpeg }, signal)
  return { about: requestKey(request), exportId: id, plan, whole, composed, stuck }
}
