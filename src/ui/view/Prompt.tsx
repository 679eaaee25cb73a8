import { useState } from 'preact/hooks'

type PromptProps = {
  readonly words: string
  /** As it will be sent. */
  readonly prompt: string
  readonly onWords: (words: string) => void
}

export const Prompt = ({ words, prompt, onWords }: PromptProps) => {
  const [isWhole, showWhole] = useState(false)
  return (
    <>
      <label class="heading" for="words">
        Prompt
      </label>
      <textarea
        id="words"
        rows={2}
        placeholder="Add your own words"
        value={words}
        onInput={(event) => onWords(event.currentTarget.value)}
      />
      <div class="sent-prompt">
        <button class="link" aria-expanded={isWhole} aria-controls="sent-prompt" onClick={() => showWhole(!isWhole)}>
          The prompt that is sent
        </button>
        <p id="sent-prompt" class={isWhole ? undefined : 'clamped'}>
          {prompt}
        </p>
      </div>
    </>
  )
}
