// How many of each, and the way to the parameters of the model.

import { Icon } from '../kit/Icon.tsx'
import type { RecipePart } from './part.ts'
import { Variants } from './Variants.tsx'

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
        Advanced
        <Icon name="chevron" />
      </button>
    </div>
  )
}
