// The review of a result's products: the proof that they are unchanged, and the controls for their shadow and light.

import { Check } from '../kit/Check.tsx'
import { useId } from 'preact/hooks'
import { proofText } from '../../core/product/product.ts'
import type { ProductsPart } from './part.ts'
import { productWords } from './words.ts'

export type ProductsView = Pick<ProductsPart, 'reviews' | 'showContactLayers' | 'hideContactLayers' | 'previewStrength' | 'setStrength'>

type Props = { readonly part: ProductsView; readonly nodeId: string }

export function Products({ part, nodeId }: Props) {
  const id = useId()
  const review = part.reviews.value.get(nodeId)
  if (review === undefined) return null
  const { proof, contact } = review
  const isOn = contact?.isOn ?? false
  const percent = Math.round(100 * (contact?.strength ?? 1))
  const isSame = proof?.kind === 'counted' && proof.changed === 0 && proof.of > 0
  return (
    <div class="review" role="group" aria-label={productWords.title}>
      <p class={proof !== null && !isSame ? 'risk' : undefined}>
        {isSame && productWords.unchanged} <span>{proof === null ? productWords.comparing : proofText(proof)}</span>
      </p>
      <div class="contact-layers">
        <Check
          label={productWords.contact}
          isOn={isOn}
          describedBy={`${id}hint`}
          onChange={(isWanted) => (isWanted ? part.showContactLayers(nodeId) : part.hideContactLayers(nodeId))}
        />
        {isOn && (
          <label class="strength">
            {productWords.strength}
            <input
              type="range"
              min={0}
              max={100}
              value={percent}
              aria-valuetext={`${percent} %`}
              onInput={({ currentTarget }) => part.previewStrength(nodeId, Number(currentTarget.value) / 100)}
              onChange={({ currentTarget }) => part.setStrength(nodeId, Number(currentTarget.value) / 100)}
            />
            <output aria-hidden="true">{`${percent} %`}</output>
          </label>
        )}
      </div>
      <p class="hint" id={`${id}hint`}>
        {productWords.isEditable}
      </p>
    </div>
  )
}
