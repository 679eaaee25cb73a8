// Detects sources that draw as one plain colour: transparent, clipped away, white on white, or with images not loaded. They give a model
// nothing to work with, so the user is warned before paying.

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

/** Figma may take very long to export or never finish (figma-audit F), so an order does not wait longer than this for the check. */
const checkMs = 4000

const smallRules: Rules = { grid: 1, minSide: 1, maxPixels: side ** 2, maxSide: side }

export type PlainSourcePorts = {
  readonly figma: Pick<RemoteApi<ControlImageApi>, 'exportSource'>
  readonly tools: Pick<PictureTools, 'compose' | 'isOneColour'>
  /** Exports freeze the editor, so the whole window runs one at a time. */
  readonly exportLock: InTurn
  readonly time: Pick<Time, 'delay'>
}

type InTime = <T>(work: () => Promise<T>) => Promise<T>

async function lookAt({ figma, tools, exportLock }: PlainSourcePorts, subject: Subject, inTime: InTime): Promise<boolean> {
  const { signal } = new AbortController()
  // On a timeout this also releases the export lock for the next export.
  const { pieces, plan } = await exportLock(() =>
    inTime(() => figma.exportSource({ subject, live: nothingLive, rules: smallRules, known: null })),
  )
  const background = subject.scene?.background ?? ''
  const { blob } = await tools.compose({ pieces, background, plan, takesJpeg: false }, signal)
  return tools.isOneColour(new Uint8Array(await blob.arrayBuffer()), signal)
}

/**
 * Live layers are part of the drawing too. Never rejects: if the check fails or times out, the export for the order reports the problem.
 */
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
