// The prompt from look, light and own words, in the manner of the model (DESIGN §2).

import type { Model } from '../model/model.ts'
import type { Light, Look } from './look.ts'

/** Also of Chinese, Japanese, Hindi, Arabic and Urdu. */
const sentenceEnd = /[.!?…。．！？｡।؟۔]$/

function sentence(text: string): string {
  // Control characters are pasted along unseen; services refuse some of them.
  const trimmed = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return trimmed === '' || sentenceEnd.test(trimmed) ? trimmed : `${trimmed}.`
}

/** One line, and never empty: a look is always chosen. A generator is told the finished picture, an editor what to change and what to keep. */
export function composePrompt({ preserveClause }: Pick<Model, 'preserveClause'>, look: Look, light: Light, words: string): string {
  const own = sentence(words)
  const parts =
    preserveClause === null
      ? [sentence(`${look.phrase}, ${light.phrase}`), own]
      : [sentence(look.change), sentence(`The light is ${light.phrase}`), own, preserveClause]
  return parts.filter((part) => part !== '').join(' ')
}
