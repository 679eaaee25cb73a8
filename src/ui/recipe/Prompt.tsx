// The user's own words, and the prompt that is sent.

import { useState } from 'preact/hooks'
import { hasSyntax } from '../../core/look/prompt-variants.ts'
import type { RecipePart } from './part.ts'

type PromptProps = { readonly part: Pick<RecipePart, 'words' | 'asTyped' | 'prompt' | 'promptVariants' | 'setWords' | 'setAsTyped'> }

export function Prompt({ part }: PromptProps) {
  const { list, isCut } = part.promptVariants.value
  const [isWhole, showWhole] = useState(false)
  return (
    <>
      <label class="heading" for="words">
        Prompt
      </label>
      <textarea
        id="words"
        rows={2}
        placeholder="Add your own words, or {oak | walnut}"
        value={part.words.value}
        onInput={(event) => part.setWords(event.currentTarget.value)}
      />
      {(part.asTyped.value || hasSyntax(part.words.value)) && (
        <label class="check">
          <input type="checkbox" checked={part.asTyped.value} onChange={(event) => part.setAsTyped(event.currentTarget.checked)} />
          As typed
        </label>
      )}
      {list.length > 1 && (
        <p class="hint">{`${isCut ? 'The first ' : ''}${list.length} wordings: ${list.map(({ label }) => label).join(' · ')}`}</p>
      )}
      <div class="sent-prompt">
        <button class="link" aria-expanded={isWhole} aria-controls="sent-prompt" onClick={() => showWhole(!isWhole)}>
          {list.length > 1 ? 'The prompt that is sent first' : 'The prompt that is sent'}
        </button>
        <p id="sent-prompt" class={isWhole ? undefined : 'clamped'}>
          {part.prompt.value}
        </p>
      </div>
    </>
  )
}
