// The user's own words.

import { hasSyntax } from '../../core/look/prompt-variants.ts'
import type { RecipePart } from './part.ts'
import { recipeWords } from './words.ts'

type PromptProps = { readonly part: Pick<RecipePart, 'words' | 'asTyped' | 'promptVariants' | 'setWords' | 'setAsTyped'> }

export function Prompt({ part }: PromptProps) {
  const { list, isCut } = part.promptVariants.value
  return (
    <div class="prompt">
      <label class="heading" for="words">
        {recipeWords.prompt}
      </label>
      <textarea
        id="words"
        rows={2}
        placeholder={recipeWords.promptHint}
        value={part.words.value}
        onInput={(event) => part.setWords(event.currentTarget.value)}
      />
      {(part.asTyped.value || hasSyntax(part.words.value)) && (
        <label class="check">
          <input type="checkbox" checked={part.asTyped.value} onChange={(event) => part.setAsTyped(event.currentTarget.checked)} />
          {recipeWords.asTyped}
        </label>
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
