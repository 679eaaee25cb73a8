// Whether a source draws as one plain colour: it is see-through, clipped away, white on white, or its images are not loaded. A model has
// nothing to go by there, and a person should know before paying.

import type { InTurn } from '../../core/base/in-turn.ts'
import type { ControlImageApi } from '../../core/control-image/protocol.ts'
import type { Rules } from '../../core/picture/registration.ts'
import { nothingLive } from '../../core/recipe/live-choice.ts'
import type { Subject } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { PictureTools } from '../picture/worker.ts'

const side = 160

const smallRules: Rules = { grid: 1, minSide: 1, maxPixels: side ** 2, maxSide: side }

export type PlainSourcePorts = {
  readonly figma: Pick<RemoteApi<ControlImageApi>, 'exportSource'>
  readonly tools: Pick<PictureTools, 'compose' | 'isOneColour'>
  /** Exports freeze the editor, so there is one at a time in the whole window. */
  readonly exportLock: InTurn
}

/** What stays live of it counts as well. Never rejects: what cannot be drawn is told by the export that is sent. */
export async function drawsPlain({ figma, tools, exportLock }: PlainSourcePorts, subject: Subject): Promise<boolean> {
  try {
    const { signal } = new AbortController()
    const { pieces, plan } = await exportLock(() => figma.exportSource({ subject, live: nothingLive, rules: smallRules, known: null }))
    const background = subject.scene?.background ?? ''
    const { blob } = await tools.compose({ pieces, background, plan, takesJpeg: false }, signal)
    return await tools.isOneColour(new Uint8Array(await blob.arrayBuffer()), signal)
  } catch {
    return false
  }
}
