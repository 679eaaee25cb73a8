// Parses numbers as people type or paste them: with a decimal comma, in groups, in full-width or Arabic digits, after a name, or out of another
// tool's line.

import type { NumberRange } from './number-change.ts'

/** `label` is the field's name, by which its number is found in a longer text. */
export type NamedRange = NumberRange & { readonly label: string }

export type TypedNumber =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'empty' | 'none' }
  /** An integer with more digits than a JavaScript number can hold; rounding it would give a wrong number. */
  | { readonly kind: 'too-long'; readonly digits: string }

/** In Unicode, the decimal digits of every script form runs of ten. */
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

/** Digits with single separators, and an optional exponent. The sign is handled separately. */
const number = /(?:\d+(?:[., ']\d+)*|[.,]\d+)(?:e[+-]?\d+)?/gi

/** The number after the field's own name, otherwise the only number in the text; null when there is none or more than one. */
function findNumber(text: string, label: string): string | null {
  const named = new RegExp(`(?:^|[^a-z])${label.replace(/[^\w ]/g, '.')}["']? ?(?:[:=] ?)?["']?([+-]?\\d[^\\s,;]*(?:,\\d+)*)`, 'i').exec(
    text,
  )
  const within = named?.[1] ?? text
  const [found, ...more] = within.matchAll(number)
  if (found === undefined || more.length > 0) return null
  // A hyphen after a letter joins words and is not a sign.
  const isNegative = /(?:^|[^\p{L}\p{N}])-$/u.test(text.slice(0, text.indexOf(within) + found.index))
  return isNegative ? `-${found[0]}` : found[0]
}

/** A single separator before three digits may be a thousands or a decimal separator; the allowed range decides. */
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
