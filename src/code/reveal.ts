// Brings layers before a person's eyes: selected, or selected and in view.

import { fail } from '../core/failure.ts'
import type { SandboxApi } from '../core/protocol.ts'
import type { Handlers } from '../core/rpc.ts'
import type { Figma } from './figma.ts'
import { findSubject } from './subject.ts'

export const answerRevealing = (figma: Figma): Pick<Handlers<SandboxApi>, 'reveal' | 'select'> => ({
  reveal: async (subject) => {
    const found = await findSubject(figma, subject)
    if (found === null) return fail('internal', 'the layer is gone')
    await showLayers(figma, found.layers)
  },
  select: async (subject) => {
    const found = await findSubject(figma, subject)
    if (found !== null) figma.currentPage.selection = found.layers
  },
})

/** A person asked to see these layers, so here the page may be switched. */
const showLayers = async (figma: Figma, layers: readonly SceneNode[]): Promise<void> => {
  let page: BaseNode | null = layers[0] ?? null
  while (page !== null && page.type !== 'PAGE') page = page.parent
  if (page !== null && page.id !== figma.currentPage.id) await figma.setCurrentPageAsync(page)
  figma.currentPage.selection = layers
  figma.viewport.scrollAndZoomIntoView(layers)
}
