/** Reads from a prompt what to paint: the subject, the look and the light. */
import { day, lights, type Light } from './lights.ts'
import type { Look, Rgb } from './look.ts'
import { looks, photo } from './looks.ts'

export type Subject = 'building' | 'product' | 'interface'
export type Wish = { readonly subject: Subject; readonly look: Look; readonly light: Light }

export function readWish(prompt: string): Wish {
  const text = prompt.toLowerCase()
  const subject = subjectOf(text)
  const light = first(lights, text) ?? day
  return { subject, look: first(looks, text) ?? photo, light: subject === 'building' ? light : indoors(light) }
}

function subjectOf(text: string): Subject {
  const product = hits(
    /\b(product|packshot|bottle|table-?top|studio|pedestal|plinth|still life|advert\w*|packaging|perfume|cosmetic\w*|seamless)\b/g,
    text,
  )
  const page = hits(/\b(interface|layout|control panel|app|screen|dashboard|website|web page|ui|panels?|cards)\b/g, text)
  const building = hits(/\b(building|facade|façade|house|villa|architect\w*|street|roof|walls?|windows?|exterior|tower|pavilion)\b/g, text)
  if (product > building && product >= page) return 'product'
  return page > building ? 'interface' : 'building'
}

/** Brightens the light for indoor subjects: whoever photographs a bottle at night brings a lamp. */
function indoors(light: Light): Light {
  const lift = ([r, g, b]: Rgb, least: number): Rgb => {
    const by = Math.max(1, least / Math.max(r, g, b))
    return [r * by, g * by, b * by]
  }
  return { ...light, key: lift(light.key, 0.95), shade: lift(light.shade, 0.5), hasStars: false }
}

/** The first one named wins: a prompt starts with its subject and then describes what is around it. */
function first<T extends { readonly words: RegExp }>(choices: readonly T[], text: string): T | undefined {
  const named = choices.map((choice) => ({ choice, place: text.search(choice.words) })).filter(({ place }) => place >= 0)
  return named.sort((a, b) => a.place - b.place)[0]?.choice
}

function hits(words: RegExp, text: string): number {
  return text.match(words)?.length ?? 0
}
