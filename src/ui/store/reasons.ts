// Why a selection cannot be restyled, and what it probably shows.

import { guessPurpose } from '../../core/guess.ts'
import type { Selection, Source } from '../../core/protocol.ts'
import type { Purpose } from '../../core/style.ts'
import { unfitWords } from '../../core/words.ts'

/** Nothing where it can. */
export const whyNot = (selection: Selection): string | null => {
  switch (selection.kind) {
    case 'none':
      return 'Select a frame.'
    case 'many':
      return `Select one frame. ${selection.count} layers are selected.`
    case 'unfit':
      return unfitWords[selection.why]
    case 'one':
      return null
    default:
      return selection satisfies never
  }
}

export const guessFor = ({ name, type, size, layers }: Source): Purpose => guessPurpose({ name, type, ...size, ...layers })
