import { useState } from 'preact/hooks'
import type { PromptVariants } from '../../core/look/prompt-variants.ts'

type PromptProps = {
  readonly words: string
  /** As it will be sent. */
  readonly prompt: string
  readonly wordings: PromptVariants
  readonly onWords: (words: string) => void
}

export function Prompt({ words, prompt, wordings, onWords }: PromptProps) {
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
        value={words}
        onInput={(event) => onWords(event.currentTarget.value)}
      />
      {wordings.wordings.length > 1 && (
        <p class="hint">
          {`${wordings.isCut ? 'The first ' : ''}${wordings.wordings.length} wordings: ${wordings.wordings.map(({ label }) => label).join(' · ')}`}
        </p>
      )}
      <div class="sent-prompt">
        <button class="link" aria-expanded={isWhole} aria-controls="sent-prompt" onClick={() => showWhole(!isWhole)}>
          {wordings.wordings.length > 1 ? 'The prompt that is sent first' : 'The prompt that is sent'}
        </button>
        <p id="sent-prompt" class={isWhole ? undefined : 'clamped'}>
          {prompt}
        </p>
      </div>
    </>
  )
}
