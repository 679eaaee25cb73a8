// The exact picture that leaves for a source (law 5): exported by the sandbox, put together and encoded in the worker.

import type { InTurn } from '../../core/base/in-turn.ts'
import type { ControlImageApi } from '../../core/control-image/protocol.ts'
import type { LiveChoice } from '../../core/recipe/live-choice.ts'
import type { Plan, Rules } from '../../core/picture/registration.ts'
import { type Subject, subjectKey } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { Composed } from '../picture/compose.ts'
import type { PictureTools } from '../picture/worker.ts'

/** All that decides what leaves. */
export type ControlImageRequest = {
  readonly subject: Subject
  readonly live: LiveChoice
  readonly rules: Rules
  readonly takesJpeg: boolean
}

/** A picture ready to leave. */
export type ControlImage = {
  /** The key of the request that it was made for. */
  readonly about: string
  /** The number by which the sandbox remembers the export. */
  readonly exportId: number
  readonly plan: Plan
  readonly composed: Composed
}

export type PreparePorts = {
  readonly figma: Pick<RemoteApi<ControlImageApi>, 'exportSource'>
  readonly tools: Pick<PictureTools, 'compose'>
  /** Exports freeze the editor, so there is one at a time in the whole window. */
  readonly exportLock: InTurn
}

/** The same text for requests that give the same picture of an unchanged source. */
export function requestKey({ subject, live, rules, takesJpeg }: ControlImageRequest): string {
  return JSON.stringify([subjectKey(subject), live, rules, takesJpeg])
}

/**
 * @param known an earlier picture of the same request, or null; it is returned as it is when the source has not changed since
 * @throws the sandbox's failure when the source cannot be exported
 */
export async function prepareControlImage(
  { figma, tools, exportLock }: PreparePorts,
  request: ControlImageRequest,
  known: ControlImage | null,
  signal: AbortSignal,
): Promise<ControlImage> {
  const { subject, live, rules, takesJpeg } = request
  const exported = await exportLock(() => figma.exportSource({ subject, live, rules, known: known?.exportId ?? null }))
  if (exported.isSame && known !== null) return known
  const { pieces, plan, id } = exported
  const background = subject.scene?.background ?? ''
  const composed = await tools.compose({ pieces, background, plan, takesJpeg }, signal)
  return { about: requestKey(request), exportId: id, plan, composed }
}
