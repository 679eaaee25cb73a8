// Why a selection cannot be restyled, and a guess of what it shows.

import { guessPurpose } from '../../core/look/guess-purpose.ts'
import type { Selection, Source } from '../../core/selection/protocol.ts'
import type { Purpose } from '../../core/look/look.ts'
import type { Targets } from './targets.ts'
import { unfitText } from '../../core/selection/words.ts'

/** Null when it can be restyled. */
export function whyNot(selection: Selection, { fit, skipped }: Targets): string | null {
  if (selection.kind === 'none') return 'Select a frame.'
  if (fit.length > 0) return null
  const [only, ...more] = skipped
  return only !== undefined && more.length === 0 ? unfitText[only.why] : 'None of the selected layers can be restyled.'
}

export function guessFor({ name, type, size, layers }: Source): Purpose {
  return guessPurpose({ name, type, ...size, ...layers })
}

/** The layer that the purpose is guessed from. */
export function firstOf(selection: Selection): Source | null {
  if (selection.kind === 'one') return selection.source
  return selection.kind === 'several' ? (selection.sources[0] ?? null) : null
}
