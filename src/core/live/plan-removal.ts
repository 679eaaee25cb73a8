// Which layers go from a copy so that only one set of layers is left: planned on parts, before any copy is touched.

import { type LayerPart, type Role, isShown } from './part.ts'

/** `picture`: all that is painted over. `live`: all that stays live. */
export type LayerSet = 'picture' | 'live'

/** Layers of the original whose copies are removed, and those whose copies become invisible because they cannot be removed. */
export type Removal<Node> = { readonly remove: readonly Node[]; readonly hide: readonly Node[] }

/** What is asked of a node, in Figma's words. */
export type RemovalNode = {
  readonly type: string
  readonly visible: boolean
  readonly layoutMode?: string
  readonly layoutPositioning?: string
}

/**
 * Figma lets no layer be removed from an instance. A group is as large as its layers, so none is removed from a group on whose size an
 * auto layout depends.
 */
type Limits = { readonly isInInstance: boolean; readonly isSizeFixed: boolean }

function isKept(role: Role, keep: LayerSet): boolean {
  return keep === 'live' ? role !== 'rest' && role !== 'area' : role === 'rest' || role === 'mask'
}

function hasAutoLayout({ node, seen }: LayerPart<RemovalNode>): boolean {
  return seen?.style?.hasAutoLayout ?? ('layoutMode' in node && node.layoutMode !== 'NONE')
}

/** Whether the auto layout that a layer lies in places it among its siblings. */
function takesPartInLayout(part: LayerPart<RemovalNode>): boolean {
  return isShown(part) && !('layoutPositioning' in part.node && part.node.layoutPositioning === 'ABSOLUTE')
}

/** What holds for the children of a layer. The copy of a component is an instance. */
function childLimits({ node: { type } }: LayerPart<RemovalNode>, { isInInstance, isSizeFixed }: Limits): Limits {
  return {
    isInInstance: isInInstance || type === 'INSTANCE' || type === 'COMPONENT',
    isSizeFixed: isSizeFixed && type === 'GROUP',
  }
}

/**
 * Plans what goes from a copy of this part. What holds something live stays in any case, as does the room that a layer takes in an
 * auto layout.
 */
export function planRemoval<Node extends RemovalNode>(part: LayerPart<Node>, keep: LayerSet): Removal<Node> {
  const remove: Node[] = []
  const hide: Node[] = []

  const planIn = (holder: LayerPart<Node>, limits: Limits): void => {
    if (holder.role !== 'holds' || (keep === 'live' && holder.seen?.isAllLive === true)) return
    const { isInInstance, isSizeFixed } = childLimits(holder, limits)
    const isLaidOut = hasAutoLayout(holder)
    for (const child of holder.parts) {
      if (child.role === 'holds') {
        const isPlaced = isLaidOut && child.node.type === 'GROUP' && takesPartInLayout(child)
        planIn(child, { isInInstance, isSizeFixed: isSizeFixed || isPlaced })
      } else if (!isKept(child.role, keep)) {
        const canGo = !isInInstance && !isSizeFixed && !(isLaidOut && takesPartInLayout(child))
        if (canGo) remove.push(child.node)
        else if (isShown(child)) hide.push(child.node)
      }
    }
  }

  planIn(part, { isInInstance: false, isSizeFixed: false })
  return { remove, hide }
}
