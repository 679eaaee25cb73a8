// Notices edits inside the selected source, so that the picture on the card stays the picture that would leave.

import type { Figma } from './figma.ts'

/** More changes than this in one go are not searched one by one: the source counts as changed. */
const searched = 50

const isInside = (node: BaseNode | RemovedNode, ids: ReadonlySet<string>): boolean => {
  if (node.removed || !('parent' in node)) return true
  for (let at: BaseNode | null = node; at !== null; at = at.parent) if (ids.has(at.id)) return true
  return false
}

/**
 * Calls `tell` with the id of the selected source after an edit in it. Follows the user from page to page.
 * @param changed called at every change of the page, before it is looked into
 * @param own frames that this plugin drew: what it does to them is no edit of the source
 */
export const watchSource = (
  figma: Pick<Figma, 'currentPage' | 'on'>,
  own: ReadonlySet<string>,
  changed: () => void,
  tell: (nodeId: string) => void,
): void => {
  const hear = ({ nodeChanges }: NodeChangeEvent): void => {
    changed()
    const [source] = figma.currentPage.selection
    if (source === undefined) return
    const ids = new Set([source.id])
    if (nodeChanges.length > searched || nodeChanges.some(({ id, node }) => !own.has(id) && isInside(node, ids))) tell(source.id)
  }
  let page = figma.currentPage
  const follow = (): void => {
    page.off('nodechange', hear)
    page = figma.currentPage
    page.on('nodechange', hear)
  }
  try {
    page.on('nodechange', hear)
    figma.on('currentpagechange', follow)
  } catch {
    // An editor without this event: the card then follows the selection only, and every order exports afresh anyway.
  }
}
