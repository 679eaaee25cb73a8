// The prompt from look, light and own words, in the manner of the model (DESIGN §2).

import type { Model } from '../model/model.ts'
import type { Light, Look, LookPicture } from './look.ts'

/** Also of Chinese, Japanese, Hindi, Arabic and Urdu. */
const sentenceEnd = /[.!?…。．！？｡।؟۔]$/

function sentence(text: string): string {
  // Control characters are pasted along unseen; services refuse some of them.
  const trimmed = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return trimmed === '' || sentenceEnd.test(trimmed) ? trimmed : `${trimmed}.`
}

/** Which picture is which is said first: the service numbers them in the order of their fields. */
function afterPicture({ givesLight }: LookPicture, lit: string, own: string, preserveClause: string): string {
  const taken = givesLight ? 'materials, colours, light and mood' : 'materials, colours and mood'
  return [
    `Image 1 is the picture to restyle, image 2 shows its new look. Take ${taken} from image 2, and nothing of its objects or its composition.`,
    givesLight ? '' : lit,
    own,
    `Of image 1: ${preserveClause}`,
  ]
    .filter((part) => part !== '')
    .join(' ')
}

/** One line, and never empty: a look is always chosen. A generator is told the finished picture, an editor what to change and what to keep. */
export function composePrompt(
  { preserveClause }: Pick<Model, 'preserveClause'>,
  look: Look,
  light: Light,
  words: string,
  picture?: LookPicture | null,
): string {
  const own = sentence(words)
  const lit = sentence(`The light is ${light.phrase}`)
  if (picture && preserveClause !== null) return afterPicture(picture, lit, own, preserveClause)
  const parts =
    preserveClause === null ? [sentence(`${look.phrase}, ${light.phrase}`), own] : [sentence(look.change), lit, own, preserveClause]
  return parts.filter((part) => part !== '').join(' ')
}
