// Plans which layers to remove from a copy so that only one set of layers is left. Works on parts, before any copy is touched.

import { type LayerPart, type Role, isShown } from './part.ts'

/** `picture`: everything that the model repaints. `live`: everything that stays live. */
export type LayerSet = 'picture' | 'live'

/** Originals whose copies are removed, and those whose copies are made invisible because they cannot be removed. */
export type Removal<Node> = { readonly remove: readonly Node[]; readonly hide: readonly Node[] }

/** The properties needed of a node, under Figma's names. */
export type RemovalNode = {
  readonly type: string
  readonly visible: boolean
  readonly layoutMode?: string
  readonly layoutPositioning?: string
}

/**
 * Figma does not allow removing layers from an instance. A group's size follows from its layers, so nothing is removed from a group whose size
 * matters to an auto-layout.
 */
type Limits = { readonly isInInstance: boolean; readonly isSizeFixed: boolean }

function isKept(role: Role, keep: LayerSet): boolean {
  return keep === 'live' ? role !== 'rest' && role !== 'area' : role === 'rest' || role === 'mask'
}

function hasAutoLayout({ node, seen }: LayerPart<RemovalNode>): boolean {
  return seen?.style?.hasAutoLayout ?? ('layoutMode' in node && node.layoutMode !== 'NONE')
}

/** Whether the layer is positioned by the auto-layout it lies in. */
function takesPartInLayout(part: LayerPart<RemovalNode>): boolean {
  return isShown(part) && !('layoutPositioning' in part.node && part.node.layoutPositioning === 'ABSOLUTE')
}

/** The limits for the children of a layer. The copy of a component is an instance. */
function childLimits({ node: { type } }: LayerPart<RemovalNode>, { isInInstance, isSizeFixed }: Limits): Limits {
  return {
    isInInstance: isInInstance || type === 'INSTANCE' || type === 'COMPONENT',
    isSizeFixed: isSizeFixed && type === 'GROUP',
  }
}

/** Plans the removal from a copy of this part. Holders of live layers always stay, and so does the space that a layer takes up in auto-layout. */
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
