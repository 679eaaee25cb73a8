// The options that multiply: each combination of look, light, prompt variant and repetition makes one picture of a source.

import type { Light, Look } from '../look/look.ts'
import type { PromptVariant } from '../look/prompt-variants.ts'

/** No list is empty. */
export type Options = {
  readonly looks: readonly Look[]
  readonly lights: readonly Light[]
  readonly promptVariants: readonly PromptVariant[]
  readonly variants: number
}

/** The number of pictures per source. */
export function countOf({ looks, lights, promptVariants, variants }: Options): number {
  return looks.length * lights.length * promptVariants.length * variants
}

export const maxVariants = 8

/** How many pictures "more like it" makes. */
export const moreCount = 4

/** An integer from 1 to `maxVariants`; 1 for anything that is not a number. */
export function clampVariants(count: number): number {
  return Math.min(maxVariants, Math.max(1, Math.round(count) || 1))
}
