// What became of the products of a result: the proof that they are the same, and what grounds them.

import { useId } from 'preact/hooks'
import { proofText } from '../../core/product/product.ts'
import type { ProductsPart } from './part.ts'

type Props = { readonly part: ProductsPart; readonly nodeId: string }

export function Products({ part: products, nodeId }: Props) {
  const id = useId()
  const review = products.reviews.value.get(nodeId)
  if (review === undefined) return null
  const { proof, ground } = review
  const isOn = ground?.isOn ?? false
  const percent = Math.round(100 * (ground?.strength ?? 1))
  const isSame = proof?.kind === 'counted' && proof.changed === 0 && proof.of > 0
  const move = ({ currentTarget }: { readonly currentTarget: HTMLInputElement }, isOver: boolean): void =>
    products.setStrength(nodeId, Number(currentTarget.value) / 100, isOver)
  return (
    <div class="review" role="group" aria-label="Product">
      <p class={proof !== null && !isSame ? 'risk' : undefined}>{proof === null ? 'Comparing the product…' : proofText(proof)}</p>
      <div class="ground">
        <label class="check">
          <input
            type="checkbox"
            checked={isOn}
            aria-describedby={`${id}hint`}
            onChange={({ currentTarget }) => products.turnGround(nodeId, currentTarget.checked)}
          />
          Shadow and light
        </label>
        {isOn && (
          <label class="strength">
            Strength
            <input
              type="range"
              min={0}
              max={100}
              value={percent}
              aria-valuetext={`${percent} %`}
              onInput={(event) => move(event, false)}
              onChange={(event) => move(event, true)}
            />
            <output aria-hidden="true">{`${percent} %`}</output>
          </label>
        )}
      </div>
      <p class="hint" id={`${id}hint`}>
        Layers under the product, yours to edit.
      </p>
    </div>
  )
}
