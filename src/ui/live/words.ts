// Texts about live layers.

import { quantity } from '../../core/base/text.ts'
import type { StuckLayer } from '../../core/live/stuck.ts'
import type { LiveFacts } from '../../core/live/live.ts'

export const liveWords = {
  heading: 'Keep editable',
  texts: 'Text',
  vectors: 'Icons and vectors',
  kept: 'editable',
  product: 'product',
  show: 'Show editable layers',
  hide: 'Hide editable layers',
  inside: (host: string, isPart: boolean): string => `${isPart ? 'In' : 'Over'} ${host}:`,
  keep: 'Keep this layer editable',
  lock: 'Keep product unchanged',
  areaInside: 'Restyle inside this shape',
  areaOutside: 'Restyle outside this shape',
  area: 'Restyle',
  insideIs: 'Inside',
  outsideIs: 'Outside',
  feather: 'Feather',
  px: 'px',
  hidden: 'hidden',
  shownAgain: 'The shape is shown again.',
  markerGone: 'The shape is gone.',
  remove: (layer: string): string => `Remove ${layer}`,
  products: 'Product',
  noProduct: 'None',
  useGuess: (layer: string): string => `Keep ${layer} unchanged`,
  choose: 'Choose on canvas',
  clickProduct: (host: string): string => `Click the product in ${host}. Escape or another press cancels.`,
  notChosen: 'No product was chosen.',
  isTinted: (layer: string, isGuess: boolean): string => (isGuess ? `Looks like the product: ${layer}` : `Product: ${layer}`),
  nowKept: (layer: string): string => `${layer} is kept editable.`,
  nowProduct: (layer: string): string => `${layer} is kept unchanged.`,
  nowArea: (layer: string, changes: 'inside' | 'outside'): string => `Only what is ${changes} ${layer} is restyled.`,
} as const

/** Says what is sent with the picture although it looks as if it could stay live; null when there is nothing like that. */
export function notLiftableText({ notLiftable, images }: LiveFacts, { keepsTexts }: { readonly keepsTexts: boolean }): string | null {
  const reasons = [
    ...(notLiftable > 0 ? [`${quantity(notLiftable, 'text')} in a shape or mask`] : []),
    ...(keepsTexts && images > 0 ? [`text inside ${quantity(images, 'image')}`] : []),
  ]
  return reasons.length === 0 ? null : `Will be repainted: ${reasons.join(', ')}.`
}

const whyStuck: Record<StuckLayer['why'], string> = {
  covered: 'something covers it',
  fades: 'it is see-through as a whole',
  blends: 'it blends with what is under it',
  differs: 'it would look different over a picture',
  twice: 'it is see-through',
}

/** How many layers are named; nobody reads a longer list. */
const mostNamed = 4

function listOf(stuck: readonly StuckLayer[]): string {
  const named = stuck.slice(0, mostNamed).map(({ name, why }) => `${shownName(name)} (${whyStuck[why]})`)
  const more = stuck.length - named.length
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ')
}

/** One sentence for layers that should stay live and do not, and one for products that show twice. */
export function stuckTexts(stuck: readonly StuckLayer[]): readonly string[] {
  const products = stuck.filter(({ why }) => why === 'twice')
  const layers = stuck.filter(({ why }) => why !== 'twice')
  return [
    ...(layers.length > 0 ? [`Will be repainted: ${listOf(layers)}.`] : []),
    ...(products.length > 0 ? [`Shows twice, in the picture and over it: ${listOf(products)}.`] : []),
  ]
}

/** The name of a layer without the tag that keeps it live. */
export function shownName(name: string): string {
  return name.replace(/^#(keep|product)\s*/, '') || name
}
