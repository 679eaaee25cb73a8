// Makes the control image of a source (law 5): the sandbox exports it, the worker composes and encodes it.

import type { InTurn } from '../../core/base/in-turn.ts'
import { depthLayer } from '../../core/control-image/depth-layer.ts'
import type { ControlImageApi, Exported, SourceView } from '../../core/control-image/protocol.ts'
import type { LiveApi } from '../../core/live/protocol.ts'
import type { Whole } from '../../core/live/live.ts'
import { type StuckLayer, idsInPicture } from '../../core/live/stuck.ts'
import { type LiveChoice, withInPicture } from '../../core/recipe/live-choice.ts'
import { PluginError, failure } from '../../core/failure/failure.ts'
import type { DepthFrom, Model, Values } from '../../core/model/model.ts'
import type { Piece } from '../../core/picture/piece.ts'
import type { Plan, Rules } from '../../core/picture/registration.ts'
import { type Subject, subjectKey } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { findStuck } from '../live/trial.ts'
import type { LiveTools } from '../live/worker.ts'
import type { Composed } from '../picture/compose.ts'
import { unending } from '../base/latest.ts'
import type { PictureTools } from '../picture/worker.ts'
import { type DepthImage, coverWith } from './depth-images.ts'

/** Everything that determines what is sent. */
export type ControlImageRequest = {
  readonly subject: Subject
  readonly live: LiveChoice
  readonly rules: Rules
  readonly takesJpeg: boolean
  /** What is sent in place of a picture of the source, such as a depth map; null when the picture itself is sent. */
  readonly depth: DepthFrom | SourceView | null
  /** The chosen image, when it serves as the depth map. */
  readonly image?: DepthImage | null
}

/** A control image that is ready to be sent. */
export type ControlImage = {
  /** The key of the request that it was made for. */
  readonly about: string
  /** The number under which the sandbox remembers the export. */
  readonly exportId: number
  readonly plan: Plan
  readonly whole: Whole | null
  readonly composed: Composed
  /** Layers that should stay live but are part of the picture. */
  readonly stuck: readonly StuckLayer[]
  /**
   * For orders with a depth map: the picture of the source to measure the result against. Resolves to null when there is none; never
   * rejects.
   */
  readonly own?: Promise<Blob | null>
}

export type PreparePorts = {
  readonly figma: Pick<RemoteApi<ControlImageApi & LiveApi>, 'exportSource' | 'liveTrial'>
  readonly tools: Pick<PictureTools, 'compose'> & LiveTools
  /** Exports freeze the editor, so the whole window runs one at a time. */
  readonly exportLock: InTurn
}

/** The part of a request that follows from a model and its values. */
export function sendingOf(
  model: Model,
  values: Values,
): Pick<ControlImageRequest, 'rules' | 'takesJpeg'> & { readonly depth: DepthFrom | null } {
  return { rules: model.rules, takesJpeg: model.takesJpeg(values), depth: model.depthFrom?.(values) ?? null }
}

/** Equal for requests that give the same picture of an unchanged source. */
export function requestKey({ subject, live, rules, takesJpeg, depth, image }: ControlImageRequest): string {
  return JSON.stringify([subjectKey(subject), live, rules, takesJpeg, depth, image?.id])
}

/** The background of the composition. In a depth map empty space is as far away as possible, because no depth map shows it. */
function groundOf({ subject, depth }: ControlImageRequest): string {
  return depth === null || depth === 'depth' || depth === 'own' ? (subject.scene?.background ?? '') : depthLayer.ground
}

/** @throws `unfit-source` when no image was chosen */
function sentPieces({ depth, image }: ControlImageRequest, pieces: readonly Piece[], { content }: Plan): readonly Piece[] {
  if (depth !== 'image') return pieces
  if (!image) throw new PluginError({ ...failure('unfit-source', 'no depth image'), said: depthLayer.noImage })
  return [coverWith(image, content)]
}

/**
 * @param known an earlier picture of the same request, or null; while it is still valid, nothing has to cross the wire or be composed again
 * @param isAnew forces an export of the source
 * @throws the sandbox's failure when the source cannot be exported
 */
export async function prepareControlImage(
  ports: PreparePorts,
  request: ControlImageRequest,
  { known = null, isAnew = false }: { readonly known?: ControlImage | null; readonly isAnew?: boolean },
  signal: AbortSignal,
): Promise<ControlImage> {
  const { figma, tools, exportLock } = ports
  const { subject, live, rules, takesJpeg, depth } = request
  const view = depth === null || depth === 'depth' || depth === 'image' ? {} : { view: depth }
  const exportWith = (choice: LiveChoice, knownId: number | null): Promise<Exported> =>
    exportLock(() => figma.exportSource({ subject, live: choice, rules, ...view, known: knownId, isAnew }))
  const before = isAnew ? live : withInPicture(live, idsInPicture(known?.stuck ?? []))
  const again = known === null ? null : await exportWith(before, known.exportId)
  if (known !== null && again?.isSame === true) return again.id === known.exportId ? known : { ...known, exportId: again.id }
  const first = again !== null && before === live ? again : await exportWith(live, null)
  const stuck = first.isLive ? await findStuck(ports, request, first.stuck, signal) : first.stuck
  const isAsDrawn = stuck.length === first.stuck.length
  const exported = isAsDrawn ? first : await exportWith(withInPicture(live, idsInPicture(stuck)), null)
  const { plan, whole, id } = exported
  const pieces = sentPieces(request, exported.pieces, plan)
  const composed = await tools.compose({ pieces, background: groundOf(request), plan, takesJpeg }, signal)
  return { about: requestKey(request), exportId: id, plan, whole, composed, stuck }
}

/**
 * For a source that is sent as a depth map: its picture as it would be sent otherwise, for measuring the result. Null when there is none
 * besides the map, and when its layout differs, because everything would then be measured as moved.
 */
export async function ownPicture(ports: PreparePorts, request: ControlImageRequest, { plan }: ControlImage): Promise<Blob | null> {
  if (request.depth === 'depth') return null
  const own = await prepareControlImage(ports, { ...request, depth: 'own' }, {}, unending())
  return own.plan.content.width === plan.content.width ? own.composed.blob : null
}
