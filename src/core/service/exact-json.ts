// Parses a service's JSON without losing digits: a 64-bit id read as a JavaScript number would lose its last ones.

import { isRecord, readJson } from '../base/read.ts'

const numbers = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

function quoted(number: string): string {
  return /^-?\d{16,}$/.test(number) && !Number.isSafeInteger(Number(number)) ? `"${number}"` : number
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0
  while (text[at - 1 - slashes] === '\\') slashes += 1
  return slashes % 2 === 1
}

/** Where a string ends, given its opening quote; -1 where nothing closes it. */
function closingQuote(text: string, opening: number): number {
  let at = opening
  do at = text.indexOf('"', at + 1)
  while (at > 0 && isEscaped(text, at))
  return at
}

/**
 * Turns integers that a JavaScript number cannot hold exactly into strings. Strings are skipped without a regular expression: on one of several
 * megabytes, such as a picture, that exceeds the stack.
 */
function quoteLongNumbers(text: string): string {
  if (!/\d{16}/.test(text)) return text
  const parts: string[] = []
  for (let at = 0; at < text.length;) {
    const opening = text.indexOf('"', at)
    const closing = opening < 0 ? -1 : closingQuote(text, opening)
    const end = closing < 0 ? text.length : closing + 1
    // A quote that nothing closes begins no string.
    const outside = closing < 0 ? end : opening
    parts.push(text.slice(at, outside).replace(numbers, quoted), text.slice(outside, end))
    at = end
  }
  return parts.join('')
}

/** How deep nested JSON is unwrapped: gateways put the maker's whole answer into a field, as text (services §6). */
const deepestText = 4
/** What lies deeper is dropped: no service says anything there, and whoever reads the answer would exceed the stack. */
const deepest = 100

function unwrapText(value: unknown, depth: number): unknown {
  if (typeof value === 'string') {
    const inner = depth <= deepestText && /^\s*[[{]/.test(value) ? readJson(quoteLongNumbers(value)) : undefined
    return inner === undefined ? value : unwrapText(inner, depth + 1)
  }
  if (depth > deepest) return null
  if (Array.isArray(value)) return value.map((one) => unwrapText(one, depth + 1))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unwrapText(inner, depth + 1)]))
}

/**
 * Parses a service's JSON text, including JSON inside strings, and ignores text around it: an event stream's `data:`, a guard against script
 * inclusion, a server's warning. Undefined when the text is not JSON.
 */
export function readAnswer(text: string): unknown {
  const exact = quoteLongNumbers(text)
  return unwrapText(readJson(exact) ?? readJson(exact.slice(Math.max(0, exact.indexOf('{')), exact.lastIndexOf('}') + 1)), 0)
}
