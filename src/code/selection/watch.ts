// Notices edits on the page, so that the picture on the card stays the picture that would leave.

import type { Figma } from '../base/figma.ts'

/** More changes than this in one go are not searched one by one: everything counts as changed. */
const searched = 50

/** Ids of the node and of everything it lies in. */
function addChain(ids: Set<string>, node: BaseNode): void {
  for (let at: BaseNode | null = node; at !== null; at = at.parent) ids.add(at.id)
}

/** Ids of nodes, by what their changes mean. */
export type KnownNodes = {
  /** Placeholders: what this plugin does to them is no edit of a source. */
  readonly own: ReadonlySet<string>
  /** Copies that stand only while a picture is drawn: forgotten when they are heard of as gone. */
  readonly passing: Set<string>
  /** Live layers that this plugin laid over a picture: from then on they are anybody's. */
  readonly arriving: Set<string>
  /** Layers known to lie in no source; those that are seen to come are added. */
  readonly elsewhere: Set<string>
}

/**
 * Calls `edited` after edits, with a judge of whether any of them lies in a layer. Follows the user from page to page.
 * @param changed called at every change of the page, before it is looked into; whether a frame came into being that is none of ours
 * @returns false in an editor without this event: the card then follows the selection only, and nothing exported holds for long
 */
export function watchPage(
  figma: Pick<Figma, 'currentPage' | 'on'>,
  { own, passing, arriving, elsewhere }: KnownNodes,
  changed: (hasNewFrame: boolean) => void,
  edited: (isIn: (layerId: string) => boolean) => void,
): boolean {
  const hear = ({ nodeChanges }: NodeChangeEvent): void => {
    changed(nodeChanges.some(({ type, id, node }) => type === 'CREATE' && node.type === 'FRAME' && !own.has(id) && !passing.has(id)))
    const foreign = nodeChanges.filter(({ id }) => !own.has(id) && !passing.has(id) && !arriving.has(id))
    for (const { type, id } of nodeChanges) {
      if (type === 'DELETE') passing.delete(id)
      if (type === 'CREATE') arriving.delete(id)
    }
    if (foreign.length === 0) return
    if (foreign.length > searched) return edited(() => true)
    // Gathered once: many layers are asked about at every change, and each step through the document costs.
    const touched = new Set<string>()
    for (const { type, id, node } of foreign) {
      if (node.removed || !('parent' in node)) {
        // A layer that is gone does not tell where it was.
        if (!elsewhere.has(id)) return edited(() => true)
        continue
      }
      const isLoose = node.parent?.type === 'PAGE' || node.parent?.type === 'SECTION'
      if (!isLoose) elsewhere.delete(id)
      else if (type === 'CREATE') elsewhere.add(id)
      addChain(touched, node)
    }
    edited((layerId) => touched.has(layerId))
  }
  let page = figma.currentPage
  const follow = (): void => {
    page.off('nodechange', hear)
    page = figma.currentPage
    page.on('nodechange', hear)
    edited(() => true)
  }
  try {
    page.on('nodechange', hear)
    figma.on('currentpagechange', follow)
    return true
  } catch {
    return false
  }
}
