// Protocol slice: comparing a result with the others of its source.

import type { Subject } from '../selection/subject.ts'

/** One of the results of a source. The recipe is the stored text, not yet parsed. */
export type Variant = { readonly id: string; readonly name: string; readonly recipe: string }

/** Methods of the sandbox that the iframe can call. */
export type CompareApi = {
  /** All results of this result's source on its page, including itself, in reading order; null where the result is gone. */
  variantsOf(nodeId: string): { readonly subject: Subject; readonly variants: readonly Variant[] } | null
}
