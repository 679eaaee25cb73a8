// Small pieces of English, the words of what was thrown, and texts cut and mended without harm to a letter.

import { readRecord, readString } from './read.ts'

/** The singular for exactly one, else the plural. @param many only needed when it is not the singular with an s */
export function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many
}

/** The number and its noun: "1 picture", "3 pictures". */
export function quantity(count: number, one: string, many?: string): string {
  return `${count} ${plural(count, one, many)}`
}

/** The message of an error; anything else that was thrown, as text. */
export function messageOf(thrown: unknown): string {
  // Not by `instanceof`: what Figma throws may be of another realm.
  return readString(readRecord(thrown).message, String(thrown))
}

/** At most so many code points: a letter beyond U+FFFF is two units of a string, and half of it is none. */
export function cutText(text: string, longest: number): string {
  return text.length <= longest ? text : Array.from(text).slice(0, longest).join('')
}

/** What tells a text apart from others, some of which begin alike: "…variant 2". Short ones stay whole. */
export function apartFrom(others: readonly string[], text: string): string {
  // So much is left that it says something.
  let shared = Math.max(0, text.length - 6)
  for (const other of others) {
    let at = 0
    while (at < text.length && other[at] === text[at]) at++
    if (other !== text) shared = Math.min(shared, at)
  }
  const [before = ''] = /^.{10,}[\s/,._-]/s.exec(text.slice(0, shared)) ?? []
  return before === '' ? text : `…${text.slice(before.length)}`
}

/** Half a letter, as a bad cut leaves it, is no text that UTF-8 can carry: U+FFFD stands for it. */
export function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, '\ufffd')
}
