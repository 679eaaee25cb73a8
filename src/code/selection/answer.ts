// Selects on the canvas what a person asked to see.

import { fail } from '../../core/failure/failure.ts'
import type { SelectionApi } from '../../core/selection/protocol.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import type { Figma } from '../base/figma.ts'
import { findSubject } from './find-subject.ts'
import type { InView } from './in-view.ts'
import { boxOf, pageOf } from './levels.ts'

type SelectionContext = { readonly figma: Figma; readonly inView: InView }

export function answerSelection({ figma, inView }: SelectionContext): Handlers<SelectionApi> {
  return {
    // The person asked to see it, so here the page may be switched.
    reveal: async (subject) => {
      const found = await findSubject(figma, subject)
      const [first] = found?.layers ?? []
      if (found === null || first === undefined) return fail('internal', 'the layer is gone')
      const page = pageOf(first)
      if (page !== null && page.id !== figma.currentPage.id) await figma.setCurrentPageAsync(page)
      figma.currentPage.selection = found.layers
      inView.reveal(found.layers.map(boxOf))
    },
    viewBack: () => inView.back(),
    select: async (subject) => {
      const found = await findSubject(figma, subject)
      if (found !== null) figma.currentPage.selection = found.layers
    },
  }
}
