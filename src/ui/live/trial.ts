// What of a source would look otherwise over a picture, found before anything is sent by drawing it.

import type { InTurn } from '../../core/base/in-turn.ts'
import type { LiveApi } from '../../core/live/protocol.ts'
import { type StuckLayer, idsInPicture } from '../../core/live/stuck.ts'
import { type LiveChoice, withInPicture } from '../../core/recipe/live-choice.ts'
import type { Subject } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { LiveTools } from './worker.ts'

/** What goes with the picture may have carried others, so what is left is drawn again, so often at most. */
const mostTrials = 4

export type TrialPorts = {
  readonly figma: Pick<RemoteApi<LiveApi>, 'liveTrial'>
  readonly tools: LiveTools
  /** Exports freeze the editor, so there is one at a time in the whole window. */
  readonly exportLock: InTurn
}

function withNew(stuck: readonly StuckLayer[], more: readonly StuckLayer[]): readonly StuckLayer[] {
  return [...stuck, ...more.filter(({ id }) => !stuck.some((one) => one.id === id))]
}

/**
 * Never rejects but for the signal: what cannot be tried is sent as the structure tells.
 * @param known what the structure of the source tells
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
    // After the last one nothing that holds something live is believed any more.
    const all = trial.layers.filter(({ role }) => role === 'live').map(({ id, name }) => ({ id, name, why: 'differs' as const }))
    stuck = nth === mostTrials ? withNew(next, all) : next
  }
  return stuck
}
