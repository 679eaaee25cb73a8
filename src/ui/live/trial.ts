// Finds layers that would look different over a picture, by drawing the source both ways before anything is sent.

import type { InTurn } from '../../core/base/in-turn.ts'
import type { LiveApi } from '../../core/live/protocol.ts'
import { type StuckLayer, idsInPicture } from '../../core/live/stuck.ts'
import { type LiveChoice, withInPicture } from '../../core/recipe/live-choice.ts'
import type { Subject } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { LiveTools } from './worker.ts'

/** A layer that moves into the picture may have affected others, so the rest is drawn again, at most this many times. */
const mostTrials = 4

export type TrialPorts = {
  readonly figma: Pick<RemoteApi<LiveApi>, 'liveTrial'>
  readonly tools: LiveTools
  /** Exports freeze the editor, so the whole window runs one at a time. */
  readonly exportLock: InTurn
}

function withNew(stuck: readonly StuckLayer[], more: readonly StuckLayer[]): readonly StuckLayer[] {
  return [...stuck, ...more.filter(({ id }) => !stuck.some((one) => one.id === id))]
}

/**
 * Rejects only when the signal aborts. If a trial fails, the result is what was found until then.
 * @param known the layers that cannot stay live according to the structure of the source
 */
export async function findStuck(
  { figma, tools, exportLock }: TrialPorts,
  { subject, live }: { readonly subject: Subject; readonly live: LiveChoice },
  known: readonly StuckLayer[],
  signal: AbortSignal,
): Promise<readonly StuckLayer[]> {
  let stuck = known
  for (let nth = 1; nth <= mostTrials; nth++) {
    const trial = await exportLock(() => figma.liveTrial({ subject, live: withInPicture(live, idsInPicture(stuck)) })).catch(() => null)
    signal.throwIfAborted()
    if (trial === null) return stuck
    const found = await tools.compareTrial(trial, signal).catch(() => null)
    signal.throwIfAborted()
    const next = withNew(stuck, found ?? [])
    if (next.length === stuck.length) return stuck
    // After the last trial none of the remaining live layers is trusted any more.
    const all = trial.layers.filter(({ role }) => role === 'live').map(({ id, name }) => ({ id, name, why: 'differs' as const }))
    stuck = nth === mostTrials ? withNew(next, all) : next
  }
  return stuck
}
