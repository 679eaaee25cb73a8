// Numbers as people write them: with a comma, in groups, in wide or Arabic digits, behind a name, out of another tool's line.

import type { NumberRange } from './number-change.ts'

/** `label` is the name by which the number is found in a longer text. */
export type NamedRange = NumberRange & { readonly label: string }

export type TypedNumber =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'empty' | 'none' }
  /** A whole number of more digits than a JavaScript number holds: as another one it would be wrong. */
  | { readonly kind: 'too-long'; readonly digits: string }

/** The decimal digits of every script stand in runs of ten. */
function asciiDigit(letter: string): string {
  const code = letter.codePointAt(0) ?? 0
  let digit = 0
  while (digit < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - digit - 1))) digit += 1
  return String(digit)
}

function inAscii(typed: string): string {
  return (
    typed
      .normalize('NFKC')
      .replace(/(?![0-9])\p{Nd}/gu, asciiDigit)
      .replace(/[\u2010-\u2015\u2212]/g, '-')
      // The Arabic decimal and thousands separators.
      .replace(/\u066b/g, '.')
      .replace(/[\u066c\u2018\u2019_]/g, "'")
      .replace(/\p{Cf}/gu, '')
      .replace(/\s+/g, ' ')
      .trim()
  )
}

/** Digits, single separators between them, and an exponent. The sign is looked at by itself. */
const number = /(?:\d+(?:[., ']\d+)*|[.,]\d+)(?:e[+-]?\d+)?/gi

/** The number behind the field's own name, else the only one there is; null when there is none or one cannot tell which. */
function findNumber(text: string, label: string): string | null {
  const named = new RegExp(`(?:^|[^a-z])${label.replace(/[^\w ]/g, '.')}["']? ?(?:[:=] ?)?["']?([+-]?\\d[^\\s,;]*(?:,\\d+)*)`, 'i').exec(
    text,
  )
  const within = named?.[1] ?? text
  const [found, ...more] = within.matchAll(number)
  if (found === undefined || more.length > 0) return null
  // A hyphen behind a letter joins words.
  const isNegative = /(?:^|[^\p{L}\p{N}])-$/u.test(text.slice(0, text.indexOf(within) + found.index))
  return isNegative ? `-${found[0]}` : found[0]
}

/** A single separator before three digits may group or begin the decimals: what the range takes decides. */
function withoutSeparators(found: string, { min, max, step }: NamedRange): string {
  const plain = found.replace(/[ ']/g, '')
  const separators = plain.replace(/[^.,]/g, '')
  const last = separators[separators.length - 1]
  if (last === undefined) return plain
  const grouped = plain.replace(/[.,]/g, '')
  const at = plain.lastIndexOf(last)
  const decimal = `${plain.slice(0, at).replace(/[.,]/g, '')}.${plain.slice(at + 1)}`
  if (separators.length > 1) return separators.indexOf(last) < separators.length - 1 ? grouped : decimal
  if (!/^-?[1-9]\d{0,2}[.,]\d{3}$/.test(plain)) return decimal
  const readings = Number.isInteger(step) ? [grouped, decimal] : [decimal, grouped]
  return readings.find((reading) => Number(reading) >= min && Number(reading) <= max) ?? readings[0] ?? plain
}

export function readTypedNumber(typed: string, range: NamedRange): TypedNumber {
  const text = inAscii(typed)
  if (text === '') return { kind: 'empty' }
  const found = findNumber(text, range.label)
  if (found === null) return { kind: 'none' }
  const plain = withoutSeparators(found, range)
  const value = Number(plain)
  if (Number.isNaN(value)) return { kind: 'none' }
  return /^-?\d+$/.test(plain) && !Number.isSafeInteger(value) ? { kind: 'too-long', digits: plain } : { kind: 'number', value }
}
