// A part is a layer of a source with its role: it stays live, holds something live, or belongs to the picture. Parts form a tree.

import type { NamedLayer } from '../selection/subject.ts'

/**
 * `live`: stays live with everything in it. `product`: the same, and is also in the picture. `holds`: not live itself, but something in it is.
 * `mask`: clips something live. `area`: the shape that marks an area, neither in the picture nor in the result. `rest`: belongs to the picture.
 */
export type Role = 'live' | 'product' | 'holds' | 'mask' | 'area' | 'rest'

/** The style properties of a holder that are needed here. */
export type HolderStyle = { readonly hasAutoLayout: boolean }

/**
 * What was read of a node during sorting. Every property read is a call out of the sandbox and there are thousands of layers, so nothing is read
 * twice.
 */
export type Seen<Style = HolderStyle> = {
  readonly isVisible: boolean
  readonly isMask: boolean
  /** The kind it counts as, unless it is marked by the user or its name. */
  readonly kind: 'text' | 'vector' | 'image' | 'other'
  /** Set for a layer that is marked by the user or its name. */
  readonly marked: NamedLayer | null
  /** Number of texts that are part of it as a shape or a mask, and so cannot stay live. */
  readonly notLiftableTexts: number
  /** Set for a layer that holds something live. */
  readonly style: Style | null
  /** Whether a layer that holds something live contains nothing of the picture. */
  readonly isAllLive: boolean
}

/**
 * `parts` are the children in layer order, as far as they were sorted; those of a part that is live, a product or a mask as a whole were not. `seen`
 * is missing where a part was not made by sorting; its node is then read when needed.
 */
export type LayerPart<Node, Style = HolderStyle> = {
  readonly node: Node
  readonly role: Role
  readonly parts: readonly LayerPart<Node, Style>[]
  readonly seen?: Seen<Style>
}

/** Whether a part of this role lies above the picture, or holds something that does. */
export function isLasting(role: Role): boolean {
  return role === 'live' || role === 'product' || role === 'holds'
}

export function isShown({ node, seen }: LayerPart<{ readonly visible: boolean }, unknown>): boolean {
  return seen?.isVisible ?? node.visible
}
