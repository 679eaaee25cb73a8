// Composes the prompt from the look, the light and the user's own words, in the way the model expects (DESIGN §2).

import type { Model } from '../model/model.ts'
import type { Light, Look, LookPicture } from './look.ts'

/** Includes the sentence ends of Chinese, Japanese, Hindi, Arabic and Urdu. */
const sentenceEnd = /[.!?…。．！？｡।؟۔]$/

function sentence(text: string): string {
  // Pasted text may contain invisible control characters, which some services refuse.
  const trimmed = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return trimmed === '' || sentenceEnd.test(trimmed) ? trimmed : `${trimmed}.`
}

/** The prompt with a reference picture. It says first which picture is which; the service numbers them in the order of their fields. */
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

/**
 * The prompt as one line, never empty because a look is always chosen. A generator gets a description of the finished picture, an editing model what
 * to change and what to keep.
 */
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
