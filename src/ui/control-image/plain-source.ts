// Whether a source draws as one plain colour: it is see-through, clipped away, white on white, or its images are not loaded. A model has
// nothing to go by there, and a person should know before paying.

import type { InTurn } from '../../core/base/in-turn.ts'
import { fail } from '../../core/failure/failure.ts'
import type { ControlImageApi } from '../../core/control-image/protocol.ts'
import type { Rules } from '../../core/picture/registration.ts'
import { nothingLive } from '../../core/recipe/live-choice.ts'
import type { Subject } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { Time } from '../base/time.ts'
import type { PictureTools } from '../picture/worker.ts'

const side = 160

/** Figma may take very long over a drawing, or never end it (figma-audit F): an order waits no longer for this look. */
const checkMs = 4000

const smallRules: Rules = { grid: 1, minSide: 1, maxPixels: side ** 2, maxSide: side }

export type PlainSourcePorts = {
  readonly figma: Pick<RemoteApi<ControlImageApi>, 'exportSource'>
  readonly tools: Pick<PictureTools, 'compose' | 'isOneColour'>
  /** Exports freeze the editor, so there is one at a time in the whole window. */
  readonly exportLock: InTurn
  readonly time: Pick<Time, 'delay'>
}

type InTime = <T>(work: () => Promise<T>) => Promise<T>

async function lookAt({ figma, tools, exportLock }: PlainSourcePorts, subject: Subject, inTime: InTime): Promise<boolean> {
  const { signal } = new AbortController()
  // Late, it lets the next export begin as well.
  const { pieces, plan } = await exportLock(() =>
    inTime(() => figma.exportSource({ subject, live: nothingLive, rules: smallRules, known: null })),
  )
  const background = subject.scene?.background ?? ''
  const { blob } = await tools.compose({ pieces, background, plan, takesJpeg: false }, signal)
  return tools.isOneColour(new Uint8Array(await blob.arrayBuffer()), signal)
}

/** What stays live of it counts as well. Never rejects: what cannot be drawn, or not in time, is told by the export that is sent. */
export async function drawsPlain(ports: PlainSourcePorts, subject: Subject): Promise<boolean> {
  const { time } = ports
  const limit = new AbortController()
  let isLate = false
  const late = time.delay(checkMs, limit.signal).then(() => {
    isLate = true
    return fail('export-failed', 'not drawn in time')
  })
  const inTime: InTime = (work) => (isLate ? late : Promise.race([late, work()]))
  try {
    return await inTime(() => lookAt(ports, subject, inTime))
  } catch {
    return false
  } finally {
    limit.abort()
  }
}
