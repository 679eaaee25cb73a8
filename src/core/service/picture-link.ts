// The finished picture in an answer, under whatever name and in whatever form: an address, a `data:` address, or bare base64 (services §6).

import { isRecord } from '../base/read.ts'

/** Where services put their pictures, the usual places first. */
const usualNames = 'sample result output outputs data images image url image_url result_url uri urls b64_json'.split(' ')

/** Addresses that are no result: what was sent, where to ask, who is told. */
const otherNames =
  /input|control|preprocess|mask|reference|source|init|original|request|prompt|webhook|callback|poll|status|cancel|response_url|self|next|docs|help|error|avatar|logo|icon|preview|thumb|^urls$/i

const base64Heads: readonly (readonly [RegExp, string])[] = [
  [/^iVBORw0KGgo/, 'png'],
  [/^\/9j\//, 'jpeg'],
  [/^UklGR/, 'webp'],
  [/^R0lGOD/, 'gif'],
  [/^AAAA[\w+/]GZ0eXB/, 'avif'],
]

/** Beside the address that was asked: on another host, or by its path, which has to end as a picture does. */
const besideAsked = /^\/(\/[\w-]+\.\S+|[^\s/]\S*\.(png|jpe?g|webp|avif)(\?\S*)?)$/i

/** A string that is a picture's address, as an address; empty for anything else. */
function asLink(text: string): string {
  const trimmed = text.trim()
  if (besideAsked.test(trimmed) || /^(https?:\/\/\S+$|data:(image\/|application\/octet-stream|;))/i.test(trimmed)) return trimmed
  const [, type] = (trimmed.length > 64 && base64Heads.find(([head]) => head.test(trimmed))) || []
  return type === undefined ? '' : `data:image/${type};base64,${trimmed}`
}

function first(values: readonly unknown[], find: (value: unknown) => string): string {
  for (const value of values) {
    const link = find(value)
    if (link !== '') return link
  }
  return ''
}

/** By the usual names only, at any depth below each other. */
function usualLink(value: unknown): string {
  if (typeof value === 'string') return asLink(value)
  if (Array.isArray(value)) return first(value, usualLink)
  if (!isRecord(value)) return ''
  return first(
    usualNames.map((name) => (name === 'urls' && !Array.isArray(value.urls) ? undefined : value[name])),
    usualLink,
  )
}

/** Anywhere, but under names that tell of something else. */
function anyLink(value: unknown): string {
  if (typeof value === 'string') return asLink(value)
  if (Array.isArray(value)) return first(value, anyLink)
  if (!isRecord(value)) return ''
  return first(
    Object.entries(value).map(([name, inner]) => (otherNames.test(name) ? undefined : inner)),
    anyLink,
  )
}

/** Inside of a sentence, as chat models answer: in Markdown's form, or by its ending. */
function linkInText(value: unknown): string {
  if (typeof value === 'string')
    return (
      /!\[[^\]]*\]\((https:[^\s)]+)\)/.exec(value)?.[1] ??
      /https:\/\/[^\s"'<>)\]]+\.(?:png|jpe?g|webp|avif)(?:\?[^\s"'<>)\]]*)?/i.exec(value)?.[0] ??
      ''
    )
  if (Array.isArray(value)) return first(value, linkInText)
  if (!isRecord(value)) return ''
  return first(
    Object.entries(value).map(([name, inner]) => (otherNames.test(name) ? undefined : inner)),
    linkInText,
  )
}

/** The address of the picture in an answer, whole or beside the address that was asked, or a `data:` address that holds it; empty when there is none. */
export function pictureLinkIn(value: unknown): string {
  return usualLink(value) || anyLink(value) || linkInText(value)
}
