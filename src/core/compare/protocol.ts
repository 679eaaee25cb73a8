// Across the wire: a result beside others of its source.

import type { Subject } from '../selection/subject.ts'

/** A result among those of the same source. Its recipe is as it is stored on the layer, not yet parsed. */
export type Variant = { readonly id: string; readonly name: string; readonly recipe: string }

/** What the iframe may ask of the sandbox. */
export type CompareApi = {
  /** The results of this result's source on its page, in reading order, itself among them; null where it is gone. */
  variantsOf(nodeId: string): { readonly subject: Subject; readonly variants: readonly Variant[] } | null
}
