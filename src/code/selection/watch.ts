// Reports edits on the page, so that the preview on the card keeps matching what would be sent.

import type { OwnEdits } from '../../core/selection/own-edits.ts'
import { type Figma, attempt } from '../base/figma.ts'
import { isLevel } from './levels.ts'

/** A report with more edits than this is not searched; everything then counts as edited. */
const searchedAtMost = 50

export type PageListener = {
  /**
   * Called for any change of the page, including the plugin's own. `hasNewFrame`: a frame appeared that this plugin did not draw, for example by an
   * undo. `hasComeOrGone`: any layer was created or deleted. `ids`: the layers that changed.
   */
  changed(report: { readonly hasNewFrame: boolean; readonly hasComeOrGone: boolean; readonly ids: readonly string[] }): void
  /** Called for an edit of the user; `isIn` tells whether it was inside the given layer. */
  edited(isIn: (layerId: string) => boolean): void
}

function isEverywhere(): boolean {
  return true
}

function isNewFrame({ type, node }: NodeChange): boolean {
  return type === 'CREATE' && node.type === 'FRAME'
}

/** Adds the ids of the node and all its ancestors. */
function addWithAncestors(ids: Set<string>, node: BaseNode): void {
  for (let ancestor: BaseNode | null = node; ancestor !== null; ancestor = ancestor.parent) ids.add(ancestor.id)
}

/**
 * Ids of the edited layers and all their ancestors; null when it is unknown what was edited. Collected once per report, because many layers are
 * looked up in it and each step through the document is slow.
 */
function touchedBy(edits: readonly NodeChange[], ownEdits: OwnEdits): ReadonlySet<string> | null {
  if (edits.length > searchedAtMost) return null
  const touched = new Set<string>()
  for (const edit of edits) {
    const { node } = edit
    if (node.removed || !('parent' in node)) {
      if (!ownEdits.isOutside(edit.id)) return null
      continue
    }
    ownEdits.noteParent(edit, { isOutside: isLevel(node.parent) })
    addWithAncestors(touched, node)
  }
  return touched
}

/**
 * Watches the open page, and follows the user to other pages.
 * @returns false in an editor without the event `nodechange`: the card then follows only the selection, and no export is reused
 */
export function watchPage(figma: Pick<Figma, 'currentPage' | 'on'>, ownEdits: OwnEdits, { changed, edited }: PageListener): boolean {
  const hear = ({ nodeChanges }: NodeChangeEvent): void => {
    const edits = ownEdits.usersAmong(nodeChanges)
    changed({
      hasNewFrame: edits.some(isNewFrame),
      hasComeOrGone: nodeChanges.some(({ type }) => type !== 'PROPERTY_CHANGE'),
      ids: nodeChanges.map(({ id }) => id),
    })
    if (edits.length === 0) return
    const touched = touchedBy(edits, ownEdits)
    edited(touched === null ? isEverywhere : (layerId) => touched.has(layerId))
  }
  let page = figma.currentPage
  const follow = (): void => {
    // A deleted page throws here, and sends no events anyway.
    attempt(() => page.off('nodechange', hear))
    ownEdits.forgetIgnored()
    page = figma.currentPage
    page.on('nodechange', hear)
    edited(isEverywhere)
  }
  try {
    page.on('nodechange', hear)
    figma.on('currentpagechange', follow)
    return true
  } catch {
    return false
  }
}
