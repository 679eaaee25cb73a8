// The user's own words.

import { Check } from '../kit/Check.tsx'
import { hasLoneBrace, hasSyntax } from '../../core/look/prompt-variants.ts'
import type { RecipePart } from './part.ts'
import { recipeWords } from './words.ts'

type PromptProps = { readonly part: Pick<RecipePart, 'words' | 'asTyped' | 'promptVariants' | 'setWords' | 'setAsTyped'> }

export function Prompt({ part }: PromptProps) {
  const { list, isCut } = part.promptVariants.value
  const isLone = !part.asTyped.value && hasLoneBrace(part.words.value)
  return (
    <div class="prompt">
      <label class="heading" for="words">
        {recipeWords.prompt}
      </label>
      <textarea
        id="words"
        rows={2}
        placeholder={recipeWords.promptHint}
        aria-describedby={isLone ? 'lone-brace' : undefined}
        value={part.words.value}
        onInput={(event) => part.setWords(event.currentTarget.value)}
      />
      {(part.asTyped.value || hasSyntax(part.words.value)) && (
        <Check label={recipeWords.asTyped} isOn={part.asTyped.value} onChange={part.setAsTyped} />
      )}
      {isLone && (
        <p id="lone-brace" class="hint">
          {recipeWords.loneBrace}
        </p>
      )}
      {list.length > 1 && (
        <p class="hint">
          {recipeWords.wordings(
            list.map(({ label }) => label),
            isCut,
          )}
        </p>
      )}
    </div>
  )
}
