// Selects on the canvas what the user asked to see.

import { fail } from '../../core/failure/failure.ts'
import type { SelectionApi } from '../../core/selection/protocol.ts'
import type { Subject } from '../../core/selection/subject.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import type { Figma } from '../base/figma.ts'
import { type FoundSubject, findSubject } from './find-subject.ts'
import type { InView } from './in-view.ts'
import { boxOf, pageOf } from './levels.ts'

type SelectionContext = { readonly figma: Figma; readonly inView: InView }

/** Selects the layers on their own page, as a page cannot select layers of another. The user asked for this, so the page may be switched. */
async function selectLayers(figma: Figma, subject: Subject): Promise<FoundSubject> {
  const found = await findSubject(figma, subject)
  const [first] = found?.layers ?? []
  if (found === null || first === undefined) return fail('internal', 'the layer is gone')
  const page = pageOf(first)
  if (page !== null && page.id !== figma.currentPage.id) await figma.setCurrentPageAsync(page)
  figma.currentPage.selection = found.layers
  return found
}

export function answerSelection({ figma, inView }: SelectionContext): Handlers<SelectionApi> {
  return {
    reveal: async (subject) => {
      const { layers } = await selectLayers(figma, subject)
      inView.reveal(layers.map(boxOf))
    },
    locate: async (subject) => {
      const found = await findSubject(figma, subject)
      if (found === null) return null
      const { name, box, place } = found
      return { name, position: { x: box.x, y: box.y }, size: { width: box.width, height: box.height }, nodeSize: place.pose.size }
    },
    viewBack: () => inView.back(),
    select: async (subject) => {
      await selectLayers(figma, subject)
    },
  }
}
