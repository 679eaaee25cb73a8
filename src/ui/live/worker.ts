// The comparison of trial drawings, done off the main thread.

import type { StuckLayer } from '../../core/live/stuck.ts'
import { type LiveTrial, stuckInTrial } from '../../core/live/trial.ts'
import type { Codec } from '../picture/codec.ts'

export type LiveTools = {
  /** The layers on which the drawings of a trial differ; null when they cannot be compared. Rejects when one is not a picture. */
  compareTrial(trial: LiveTrial, signal: AbortSignal): Promise<readonly StuckLayer[] | null>
}

export function makeLiveTools({ decode }: Pick<Codec, 'decode'>): LiveTools {
  return {
    compareTrial: async ({ source, laid, layers }, signal) => {
      const [before, after] = await Promise.all([decode(source), decode(laid)])
      signal.throwIfAborted()
      return stuckInTrial(before, after, layers)
    },
  }
}
