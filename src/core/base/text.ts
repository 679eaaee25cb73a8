// Text helpers: plurals, error messages, and cutting text without damaging characters.

import { readRecord, readString } from './read.ts'

/**
 * The singular for exactly one, otherwise the plural.
 * @param many only needed when the plural is not the singular with an s
 */
export function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many
}

/** The number and its noun: "1 picture", "3 pictures". */
export function quantity(count: number, one: string, many?: string): string {
  return `${count} ${plural(count, one, many)}`
}

/** The message of an error; anything else that was thrown, as text. */
export function messageOf(thrown: unknown): string {
  // Not tested with `instanceof`, because Figma's errors may come from another realm.
  return readString(readRecord(thrown).message, String(thrown))
}

/** Cuts a text to at most `longest` code points. A character beyond U+FFFF is two units of a string and must not be split. */
export function cutText(text: string, longest: number): string {
  return text.length <= longest
    ? text
    : Array.from(text.slice(0, 2 * longest))
        .slice(0, longest)
        .join('')
}

/** Shortens a text to the part that tells it apart from others with the same beginning: "…variant 2". Short texts stay whole. */
export function apartFrom(others: readonly string[], text: string): string {
  // At least this much is kept, so that the rest is meaningful.
  let shared = Math.max(0, text.length - 6)
  for (const other of others) {
    let at = 0
    while (at < text.length && other[at] === text[at]) at++
    if (other !== text) shared = Math.min(shared, at)
  }
  const [before = ''] = /^.{10,}[\s/,._-]/s.exec(text.slice(0, shared)) ?? []
  return before === '' ? text : `…${text.slice(before.length)}`
}

/** Replaces unpaired surrogates, as a bad cut leaves them, by U+FFFD, because UTF-8 cannot encode them. */
export function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, '\ufffd')
}
