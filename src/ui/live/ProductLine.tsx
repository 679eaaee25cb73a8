// The choice of the product layer. The plugin only suggests one; a person chooses it, from the top-level layers or on the canvas.

import { Button } from '../kit/Buttons.tsx'
import { isEscape } from '../kit/keys.ts'
import type { RecipePart } from '../recipe/part.ts'
import type { LivePart } from './part.ts'
import { liveWords, shownName } from './words.ts'

type Props = {
  readonly part: Pick<LivePart, 'facts' | 'choice' | 'guess' | 'choosingIn' | 'chooseProduct' | 'chooseOnCanvas' | 'stopChoosing'>
  readonly recipe: Pick<RecipePart, 'purpose'>
}

export function ProductLine({ part, recipe: { purpose } }: Props) {
  const facts = part.facts.value
  const chosen = part.choice.value.products.at(-1) ?? ''
  if (facts === null || purpose.value !== 'product') return null
  const deeper = facts.products.filter(({ id }) => id === chosen && !facts.candidates.some((layer) => layer.id === id))
  const guess = part.guess.value
  const source = part.choosingIn.value
  return (
    <div class="product-line" onKeyDown={(event) => isEscape(event) && part.stopChoosing()}>
      <label>
        {liveWords.products}
        <select value={chosen} onChange={({ currentTarget }) => part.chooseProduct(currentTarget.value || null)}>
          <option value="">{liveWords.noProduct}</option>
          {[...deeper, ...facts.candidates].map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <div class="links">
        {guess !== null && (
          <Button kind="link guess" label={liveWords.useGuess(shownName(guess.name))} onPress={() => part.chooseProduct(guess.id)} />
        )}
        <button class="link" aria-pressed={source !== null} onClick={() => part.chooseOnCanvas()}>
          {liveWords.choose}
        </button>
      </div>
      {source !== null && <p>{liveWords.clickProduct(source.name)}</p>}
    </div>
  )
}
