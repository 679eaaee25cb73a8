/** Undoes percent, backslash and entity escapes in a text, and removes spaces and tags between its letters. */

/** One reading of a text. `from` and `to` map a position to where its letter begins and ends in the original. */
export type Reading = { readonly text: string; readonly from: (at: number) => number; readonly to: (at: number) => number }

/** More layers of escapes are only added on purpose, by somebody who has the key already. */
const layers = 3
/** Repetitions are bounded, as a text of only backslashes would otherwise take forever. */
const escape =
  /%(?:25){0,4}([0-9a-f]{2})|\\{1,8}u(?:00([0-9a-f]{2})|\{0{0,4}([0-9a-f]{2})\})|\\{1,8}x([0-9a-f]{2})|&(?:amp;){0,4}#(?:x0{0,6}([0-9a-f]{2})|0{0,6}(\d{2,3}));?|\\{1,8}([^\\ux])/gi
const between = /[\s\0\u00ad\u200b-\u200f\u2060\ufeff]+|<[^<>]{0,80}>/g

/** The text as it is, then with each layer of escapes removed, and finally without spaces, tags and the like. */
export function readingsOf(said: string): readonly Reading[] {
  let last: Reading = { text: said, from: (at) => at, to: (at) => at + 1 }
  const readings = [last]
  const add = (pattern: RegExp, letterOf: LetterOf): boolean => {
    const next = replaced(last, pattern, letterOf)
    if (!next) return false
    readings.push((last = next))
    return true
  }
  for (let layer = 0; layer < layers && add(escape, letterIn); layer++);
  add(between, () => undefined)
  return readings
}

type LetterOf = (match: RegExpExecArray) => number | undefined

const space = 32

/** Character code of an escape; undefined to remove it. */
function letterIn([, percent, u, long, x, entity, decimal, plain]: RegExpExecArray): number | undefined {
  if (plain !== undefined) return /[nrtbf]/.test(plain) ? space : plain.charCodeAt(0)
  const hex = percent ?? u ?? long ?? x ?? entity
  return hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
}

/** Undefined when there was nothing to replace. */
function replaced({ text, from, to }: Reading, pattern: RegExp, letterOf: LetterOf): Reading | undefined {
  pattern.lastIndex = 0
  let match = pattern.exec(text)
  if (!match) return undefined
  const letters = new Uint16Array(text.length)
  const [starts, ends] = [new Uint32Array(text.length), new Uint32Array(text.length)]
  let [done, length] = [0, 0]
  const put = (letter: number, size: number): void => {
    letters[length] = letter
    starts[length] = from(done)
    ends[length++] = to(done + size - 1)
  }
  for (; ; match = pattern.exec(text)) {
    const until = match?.index ?? text.length
    for (; done < until; done++) put(text.charCodeAt(done), 1)
    if (!match) break
    const letter = letterOf(match)
    if (letter !== undefined) put(letter, match[0].length)
    done += match[0].length
  }
  return { text: textOf(letters.subarray(0, length)), from: (at) => starts[at] ?? 0, to: (at) => ends[at] ?? 0 }
}

/** In chunks, as a call takes only so many arguments. */
function textOf(letters: Uint16Array): string {
  let text = ''
  for (let at = 0; at < letters.length; at += 8192) text += String.fromCharCode(...letters.subarray(at, at + 8192))
  return text
}
