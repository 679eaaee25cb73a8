// The number of variants of each combination.

import { clampVariants, maxVariants } from '../../core/recipe/options.ts'
import { IconButton } from '../kit/Buttons.tsx'
import { NumberField } from '../kit/NumberField.tsx'
import { recipeWords } from './words.ts'

type VariantsProps = { readonly count: number; readonly onCount: (count: number) => void }

export function Variants({ count, onCount }: VariantsProps) {
  const stepper = (by: -1 | 1, label: string) => (
    <IconButton
      icon={by < 0 ? 'minus' : 'plus'}
      label={label}
      isOff={clampVariants(count + by) === count}
      onPress={() => onCount(count + by)}
    />
  )
  return (
    <div class="variants">
      <label for="variants">{recipeWords.variants}</label>
      <span class="stepper">
        {stepper(-1, recipeWords.fewer)}
        <NumberField
          id="variants"
          label={recipeWords.variants}
          value={count}
          min={1}
          max={maxVariants}
          read={clampVariants}
          onValue={onCount}
        />
        {stepper(1, recipeWords.more)}
      </span>
    </div>
  )
}
