// A part is a layer of a source with its role: what stays live, what holds it, and the rest, which is picture. Parts form a tree.

import type { NamedLayer } from '../selection/subject.ts'

/**
 * `live`: with all that it holds. `product`: the same, and in the picture as well. `holds`: not live itself, but something in it is.
 * `mask`: cuts something that is live. `area`: the shape that marks an area, neither in the picture nor in the result.
 * `rest`: picture.
 */
export type Role = 'live' | 'product' | 'holds' | 'mask' | 'area' | 'rest'

/** What is needed here of the style of a layer that holds others. */
export type HolderStyle = { readonly hasAutoLayout: boolean }

/** What was read of a node while it was sorted. Each read leaves the sandbox, and there are thousands of layers, so none is repeated. */
export type Seen<Style = HolderStyle> = {
  readonly isVisible: boolean
  readonly isMask: boolean
  /** What it is counted as, unless a person or its name has marked it. */
  readonly kind: 'text' | 'vector' | 'image' | 'other'
  /** Set for a layer that a person or its name has marked. */
  readonly marked: NamedLayer | null
  /** How many texts are part of it as a shape or a mask, and so cannot stay live. */
  readonly notLiftableTexts: number
  /** Set for a layer that holds something live. */
  readonly style: Style | null
  /** Whether nothing of a layer that holds something live is picture. */
  readonly isAllLive: boolean
}

/**
 * `parts` are the children in the order of the layers, as far as they were looked at: those of a layer that is live, a product or a mask
 * as a whole were not. `seen` is missing where a part was not made by sorting: what is needed of its node is read then.
 */
export type LayerPart<Node, Style = HolderStyle> = {
  readonly node: Node
  readonly role: Role
  readonly parts: readonly LayerPart<Node, Style>[]
  readonly seen?: Seen<Style>
}

/** Whether a part of this role stands over the picture, or holds something that does. */
export function isLasting(role: Role): boolean {
  return role === 'live' || role === 'product' || role === 'holds'
}

export function isShown({ node, seen }: LayerPart<{ readonly visible: boolean }, unknown>): boolean {
  return seen?.isVisible ?? node.visible
}
