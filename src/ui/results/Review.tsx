// The review of results once their pictures are there: products and readability.

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
  /** Whether to offer measuring the texts if they were not measured yet. */
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

/** The review of the selected result, or of the one that contains the selected layer. */
export function SelectedReview({ part, products, readability, onShow }: SelectedReviewProps) {
  const selected = part.selectedResult.value
  const asked = selected?.kind === 'known' && hasChoice(selected.recipe.live) ? selected.nodeId : null
  // A layer that is a product only by its name is not part of the live choice, but its result was reviewed anyway.
  const proven = selected !== null && products.reviews.value.has(selected.nodeId) ? selected.nodeId : null
  const nodeId = readability.about.value ?? asked ?? proven
  if (nodeId === null) return null
  return <Review products={products} readability={readability} onShow={onShow} nodeIds={[nodeId]} canAsk={nodeId === asked} />
}
