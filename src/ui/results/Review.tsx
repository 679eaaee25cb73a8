// What is found about results once their pictures are there.

import { hasChoice } from '../../core/recipe/live-choice.ts'
import { Products, type ProductsView } from '../product/Products.tsx'
import { Readability, type ReadabilityView } from '../readability/Readability.tsx'
import type { MadeWithPart } from './made-with.ts'

type ReviewParts = {
  readonly products: ProductsView
  readonly readability: ReadabilityView
  readonly onShow: (nodeId: string) => void
}

type ReviewProps = ReviewParts & {
  readonly nodeIds: readonly string[]
  /** Whether it is offered to measure the texts where nobody has measured them yet. */
  readonly canAsk?: boolean
}

export function Review({ products, readability, onShow, nodeIds, canAsk = false }: ReviewProps) {
  return (
    <>
      {nodeIds.map((nodeId) => (
        <Products key={nodeId} part={products} nodeId={nodeId} />
      ))}
      <Readability part={readability} nodeIds={nodeIds} canAsk={canAsk} onShow={onShow} />
    </>
  )
}

type SelectedReviewProps = ReviewParts & { readonly part: Pick<MadeWithPart, 'selectedResult'> }

/** Of the selected result, or of the one that the selected layer lies in. */
export function SelectedReview({ part, products, readability, onShow }: SelectedReviewProps) {
  const selected = part.selectedResult.value
  const asked = selected?.kind === 'known' && hasChoice(selected.recipe.live) ? selected.nodeId : null
  // A layer that is a product by its name alone is not part of what was chosen.
  const proven = selected !== null && products.reviews.value.has(selected.nodeId) ? selected.nodeId : null
  const nodeId = readability.about.value ?? asked ?? proven
  if (nodeId === null) return null
  return <Review products={products} readability={readability} onShow={onShow} nodeIds={[nodeId]} canAsk={nodeId === asked} />
}
