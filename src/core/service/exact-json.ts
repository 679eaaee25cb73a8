// JSON of a service, with every digit of its numbers: an id of 64 bits read as a JavaScript number would lose its last ones.

import { isRecord, readJson } from '../base/read.ts'

const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** Whole numbers that a JavaScript number cannot hold become strings of their digits. */
function quoteLongNumbers(text: string): string {
  return text.replace(stringOrNumber, (token) => (/^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token))
}

/** Gateways put the maker's whole answer into a field, as text (services §6). */
const deepest = 4

function unwrapText(value: unknown, depth: number): unknown {
  if (depth > deepest) return value
  if (typeof value === 'string') {
    const inner = /^\s*[[{]/.test(value) ? readJson(quoteLongNumbers(value)) : undefined
    return inner === undefined ? value : unwrapText(inner, depth + 1)
  }
  if (Array.isArray(value)) return value.map((one) => unwrapText(one, depth + 1))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unwrapText(inner, depth + 1)]))
}

/**
 * The value of a service's JSON text, JSON inside of strings read as well, also with something around it: an event stream's `data:`, a
 * guard against scripts, a server's warning. Undefined when the text is no JSON.
 */
export function readAnswer(text: string): unknown {
  const exact = quoteLongNumbers(text)
  return unwrapText(readJson(exact) ?? readJson(/\{[^]*\}/.exec(exact)?.[0] ?? ''), 0)
}
