// What multiplies: every look with every light, prompt variant and repetition makes one picture of a source.

import type { Light, Look } from '../look/look.ts'
import type { PromptVariant } from '../look/prompt-variants.ts'

/** None of the lists is empty. */
export type Options = {
  readonly looks: readonly Look[]
  readonly lights: readonly Light[]
  readonly promptVariants: readonly PromptVariant[]
  readonly variants: number
}

/** Pictures of one source. */
export function countOf({ looks, lights, promptVariants, variants }: Options): number {
  return looks.length * lights.length * promptVariants.length * variants
}

export const maxVariants = 8

/** How many more pictures of one that was liked. */
export const moreCount = 4

/** A whole number from 1 to `maxVariants`; 1 for what is no number. */
export function clampVariants(count: number): number {
  return Math.min(maxVariants, Math.max(1, Math.round(count) || 1))
}
