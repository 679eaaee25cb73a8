// The prompt from purpose, look, light and own words, in the manner of the model (DESIGN §2).

import type { Model } from './models/model.ts'
import type { Light, Look } from './style.ts'

const sentence = (text: string): string => {
  const trimmed = text.trim().replace(/\s+/g, ' ')
  return trimmed === '' || /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`
}

const kept = 'Keep the composition, the camera, the perspective and the position, size and outline of every object exactly as they are.'

/** Never empty: a look is always chosen. */
export const composePrompt = (model: Pick<Model, 'prompting'>, look: Look, light: Light, words: string): string => {
  const own = sentence(words)
  const parts =
    model.prompting === 'describe'
      ? [sentence(`${look.phrase}, ${light.phrase}`), own]
      : [sentence(look.change), sentence(`The light is ${light.phrase}`), own, kept]
  return parts.filter((part) => part !== '').join(' ')
}
