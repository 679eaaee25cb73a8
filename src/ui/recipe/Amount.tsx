// The number of variants, and the button that unfolds the model's parameters.

import { Icon } from '../kit/Icon.tsx'
import type { RecipePart } from './part.ts'
import { Variants } from './Variants.tsx'
import { recipeWords } from './words.ts'

type AmountProps = { readonly part: Pick<RecipePart, 'variants' | 'setVariants' | 'isAdvancedOpen'> }

export function Amount({ part }: AmountProps) {
  const isOpen = part.isAdvancedOpen.value
  return (
    <div class="amount">
      <Variants count={part.variants.value} onCount={part.setVariants} />
      <button
        class="disclose"
        aria-expanded={isOpen}
        aria-controls="advanced"
        onClick={() => {
          part.isAdvancedOpen.value = !isOpen
        }}
      >
        {recipeWords.advanced}
        <Icon name="chevron" />
      </button>
    </div>
  )
}
