// Parses a service's JSON without losing digits: a 64-bit id read as a JavaScript number would lose its last ones.

import { isRecord, readJson } from '../base/read.ts'

const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** Turns integers that a JavaScript number cannot hold exactly into strings. */
function quoteLongNumbers(text: string): string {
  return text.replace(stringOrNumber, (token) => (/^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token))
}

/** How deep nested JSON is unwrapped: gateways put the maker's whole answer into a field, as text (services §6). */
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
 * Parses a service's JSON text, including JSON inside strings, and ignores text around it: an event stream's `data:`, a guard against script
 * inclusion, a server's warning. Undefined when the text is not JSON.
 */
export function readAnswer(text: string): unknown {
  const exact = quoteLongNumbers(text)
  return unwrapText(readJson(exact) ?? readJson(/\{[^]*\}/.exec(exact)?.[0] ?? ''), 0)
}
