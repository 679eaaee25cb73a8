// The state of a result's products: the proof that they did not change, and their contact layers; and the texts for both.

/** Why pixels of a product may differ, as far as its layers show it. */
export type ProductDifference = 'missing' | 'moved' | 'mixed' | 'covered' | 'edited'

export type Proof =
  /** Changed pixels, among the product's fully opaque pixels. */
  | { readonly kind: 'counted'; readonly changed: number; readonly of: number; readonly why: ProductDifference }
  | { readonly kind: 'incomparable'; readonly why: 'source-gone' | 'other-size' | 'not-drawn' }

/** The contact layers: shadow and light under a product. `strength` is 1 as computed, 0 when they are invisible. */
export type ContactState = { readonly isOn: boolean; readonly strength: number }

export type ProductFacts = { readonly count: number; readonly contact: ContactState | null }

const differenceText: Record<ProductDifference, string> = {
  missing: 'It is no longer in this picture.',
  moved: 'It stands elsewhere than in its source.',
  mixed: 'It is see-through or blends, so the picture mixes with it.',
  covered: 'A layer over it covers or blends with it.',
  edited: 'It was edited, here or in its source.',
}

const incomparableText = {
  'source-gone': 'The product cannot be compared: it is gone from its source.',
  'other-size': 'The product cannot be compared: its source has another size now.',
  'not-drawn': 'The product cannot be compared: it could not be drawn.',
} as const

function counted(count: number): string {
  return count.toLocaleString('en-US')
}

export function proofText(proof: Proof): string {
  if (proof.kind === 'incomparable') return incomparableText[proof.why]
  const { changed, of, why } = proof
  if (of === 0) return `No pixel of the product is opaque, so there is nothing to compare. ${differenceText.mixed}`
  const message = `${counted(changed)} of ${counted(of)} product pixels changed.`
  return changed === 0 ? message : `${message} ${differenceText[why]}`
}
