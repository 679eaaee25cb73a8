// Finds the finished picture in an answer, under any field name and in any form: an address, a `data:` address, or bare base64 (services §6).

import { isRecord } from '../base/read.ts'
import { originOf } from './base-url.ts'

/** Field names in which services return pictures, the most usual first. */
const usualNames = 'sample result output outputs data images image url image_url result_url uri urls b64_json'.split(' ')

/** Field names whose addresses are not results: inputs, polling addresses, callbacks. */
const otherNames =
  /input|control|preprocess|mask|reference|source|init|original|request|prompt|webhook|callback|poll|status|cancel|response_url|self|next|docs|help|error|avatar|logo|icon|preview|thumb|^urls$/i

const base64Heads: readonly (readonly [RegExp, string])[] = [
  [/^iVBORw0KGgo/, 'png'],
  [/^\/9j\//, 'jpeg'],
  [/^UklGR/, 'webp'],
  [/^R0lGOD/, 'gif'],
  [/^AAAA[\w+/]GZ0eXB/, 'avif'],
]

/** An address relative to the polled one: on another host, or a path that ends like a picture file. */
const besideAsked = /^\/(\/[\w-]+\.\S+|[^\s/]\S*\.(png|jpe?g|webp|avif)(\?\S*)?)$/i

/** The whole address of a link that an answer gave without host or scheme. `asked` is the address that was asked. Never throws. */
export function wholeLink(link: string, asked: string): string {
  if (!link.startsWith('/')) return link
  return (link.startsWith('//') ? asked.replace(/\/.*/s, '') : originOf(asked)) + link
}

/** A string as the address of a picture; empty if it is not one. */
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

/** Searches only fields with the usual names, at any depth. */
function usualLink(value: unknown): string {
  if (typeof value === 'string') return asLink(value)
  if (Array.isArray(value)) return first(value, usualLink)
  if (!isRecord(value)) return ''
  return first(
    usualNames.map((name) => (name === 'urls' && !Array.isArray(value.urls) ? undefined : value[name])),
    usualLink,
  )
}

/** Searches all fields except those named after something else. */
function anyLink(value: unknown): string {
  if (typeof value === 'string') return asLink(value)
  if (Array.isArray(value)) return first(value, anyLink)
  if (!isRecord(value)) return ''
  return first(
    Object.entries(value).map(([name, inner]) => (otherNames.test(name) ? undefined : inner)),
    anyLink,
  )
}

/** Finds an address inside a sentence, as chat models answer: in Markdown's form, or by its file ending. */
function linkInText(value: unknown): string {
  if (typeof value === 'string')
    return (
      /!\[[^\]]{0,500}\]\((https:[^\s)]+)\)/.exec(value)?.[1] ??
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

/**
 * The address of the picture in an answer: absolute, relative to the polled address, or a `data:` address with the picture itself. Empty when there
 * is none.
 */
export function pictureLinkIn(value: unknown): string {
  return usualLink(value) || anyLink(value) || linkInText(value)
}
