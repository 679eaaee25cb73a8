// The exact picture that leaves for a source (law 5): exported by the sandbox, put together and encoded in the worker.

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

/** All that decides what leaves. */
export type ControlImageRequest = {
  readonly subject: Subject
  readonly live: LiveChoice
  readonly rules: Rules
  readonly takesJpeg: boolean
  /** The depth map that leaves in place of a picture of the source; null where that picture leaves. */
  readonly depth: DepthFrom | SourceView | null
  /** The chosen image, where it is the depth map. */
  readonly image?: DepthImage | null
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
  /** Where a depth map leaves, for an order: what the picture is measured against. Null where there is nothing; never rejects. */
  readonly own?: Promise<Blob | null>
}

export type PreparePorts = {
  readonly figma: Pick<RemoteApi<ControlImageApi & LiveApi>, 'exportSource' | 'liveTrial'>
  readonly tools: Pick<PictureTools, 'compose'> & LiveTools
  /** Exports freeze the editor, so there is one at a time in the whole window. */
  readonly exportLock: InTurn
}

/** What of a request a model and its values say. */
export function sendingOf(
  model: Model,
  values: Values,
): Pick<ControlImageRequest, 'rules' | 'takesJpeg'> & { readonly depth: DepthFrom | null } {
  return { rules: model.rules, takesJpeg: model.takesJpeg(values), depth: model.depthFrom?.(values) ?? null }
}

/** The same text for requests that give the same picture of an unchanged source. */
export function requestKey({ subject, live, rules, takesJpeg, depth, image }: ControlImageRequest): string {
  return JSON.stringify([subjectKey(subject), live, rules, takesJpeg, depth, image?.id])
}

/** Behind what is drawn: nothing is as far as what no depth map shows. */
function groundOf({ subject, depth }: ControlImageRequest): string {
  return depth === null || depth === 'depth' || depth === 'own' ? (subject.scene?.background ?? '') : depthLayer.ground
}

/** @throws `unfit-source` where no image was chosen */
function sentPieces({ depth, image }: ControlImageRequest, pieces: readonly Piece[], { content }: Plan): readonly Piece[] {
  if (depth !== 'image') return pieces
  if (!image) throw new PluginError({ ...failure('unfit-source', 'no depth image'), said: depthLayer.noImage })
  return [coverWith(image, content)]
}

/**
 * @param known an earlier picture of the same request, or null; where it still holds, nothing has to cross the wire or be composed again
 * @param isAnew the source is exported in any case
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
 * The picture of a source whose depth map is sent, as if it were sent itself: what comes back is measured against it. Null where it has none
 * besides the map, and where it would be laid out otherwise and so be measured as moved.
 */
export async function ownPicture(ports: PreparePorts, request: ControlImageRequest, { plan }: ControlImage): Promise<Blob | null> {
  if (request.depth === 'depth') return null
  const own = await prepareControlImage(ports, { ...request, depth: 'own' }, {}, unending())
  return own.plan.content.width === plan.content.width ? own.composed.blob : null
}
