// Reports edits on the page, so that the picture on the card stays the picture that would leave.

import type { OwnEdits } from '../../core/selection/own-edits.ts'
import { type Figma, attempt } from '../base/figma.ts'
import { isLevel } from './levels.ts'

/** A report with more edits than this is not searched: everything counts as edited. */
const searchedAtMost = 50

export type PageListener = {
  /**
   * The page changed, whoever changed it. `hasNewFrame`: a frame came that this plugin did not draw, as an undo brings one back.
   * `hasComeOrGone`: some layer did, by whomever.
   */
  changed(report: { readonly hasNewFrame: boolean; readonly hasComeOrGone: boolean }): void
  /** Something was edited; `isIn` tells whether in this layer. */
  edited(isIn: (layerId: string) => boolean): void
}

function isEverywhere(): boolean {
  return true
}

function isNewFrame({ type, node }: NodeChange): boolean {
  return type === 'CREATE' && node.type === 'FRAME'
}

/** Adds the ids of the node and of everything it lies in. */
function addWithAncestors(ids: Set<string>, node: BaseNode): void {
  for (let ancestor: BaseNode | null = node; ancestor !== null; ancestor = ancestor.parent) ids.add(ancestor.id)
}

/**
 * Ids of the edited layers and of all that they lie in; null when it cannot be told what was edited. Gathered once for a report: many
 * layers are asked about, and each step through the document costs.
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
 * Follows the user from page to page.
 * @returns false in an editor without the event `nodechange`: the card then follows the selection only, and no export is reused
 */
export function watchPage(figma: Pick<Figma, 'currentPage' | 'on'>, ownEdits: OwnEdits, { changed, edited }: PageListener): boolean {
  const hear = ({ nodeChanges }: NodeChangeEvent): void => {
    const edits = ownEdits.usersAmong(nodeChanges)
    changed({ hasNewFrame: edits.some(isNewFrame), hasComeOrGone: nodeChanges.some(({ type }) => type !== 'PROPERTY_CHANGE') })
    if (edits.length === 0) return
    const touched = touchedBy(edits, ownEdits)
    edited(touched === null ? isEverywhere : (layerId) => touched.has(layerId))
  }
  let page = figma.currentPage
  const follow = (): void => {
    // A page that somebody deleted takes no call any more, and is not heard anyway.
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
