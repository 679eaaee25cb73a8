// Settings for "make until it keeps enough": the switch, the percentage, and the maximum number of pictures.

import { type Until as UntilChoice, clampUntil, untilLimits } from '../../core/recipe/until.ts'
import { Check } from '../kit/Check.tsx'
import { NumberField } from '../kit/NumberField.tsx'
import { geometryWords } from './geometry-words.ts'
import type { RecipePart } from './part.ts'

export type UntilView = Pick<RecipePart, 'isUntilOn' | 'untilChoice'>

export function Until({ part: { isUntilOn, untilChoice } }: { readonly part: UntilView }) {
  const chosen = untilChoice.value
  const field = (what: keyof UntilChoice) => (
    <NumberField
      id={`until-${what}`}
      label={geometryWords.until[what]}
      value={chosen[what]}
      {...untilLimits[what]}
      read={(typed) => clampUntil(what, typed)}
      onValue={(value) => {
        untilChoice.value = { ...untilChoice.peek(), [what]: value }
      }}
    />
  )
  return (
    <div class="until">
      <Check
        label={geometryWords.until.make(chosen.percent)}
        isOn={isUntilOn.value}
        onChange={(isOn) => {
          isUntilOn.value = isOn
        }}
      />
      {isUntilOn.value && (
        <>
          <div class="until-numbers">
            <label for="until-percent">{geometryWords.until.percent}</label>
            {field('percent')}
            <label for="until-most">{geometryWords.until.most}</label>
            {field('most')}
          </div>
          <p class="hint">{geometryWords.until.how}</p>
        </>
      )}
    </div>
  )
}
