// Sentences about what stays live.

import { quantity } from '../../core/base/text.ts'
import type { LiveFacts } from '../../core/live/live.ts'

/** What goes with the picture although it looks as if it could stay live; null when there is nothing like that. */
export function notLiftableText({ notLiftable, images }: LiveFacts, { keepsTexts }: { readonly keepsTexts: boolean }): string | null {
  const reasons = [
    ...(notLiftable > 0 ? [`${quantity(notLiftable, 'text is', 'texts are')} part of a shape or mask`] : []),
    ...(keepsTexts && images > 0 ? [`words inside ${quantity(images, 'image')} are picture`] : []),
  ]
  return reasons.length === 0 ? null : `Not lifted: ${reasons.join(', and ')}.`
}

/** The name of a layer without the mark that keeps it live. */
export function shownName(name: string): string {
  return name.replace(/^#(keep|product)\s*/, '') || name
}
