// The report for people, as a table, and for programs, as JSON. The key is in neither.

import type { Diagnosis, Row } from './doctor-diagnose.ts'
import type { Facts } from './doctor-facts.ts'

const signs: Record<Row['mark'], string> = { good: '✓', bad: '✗', note: '·', open: '?' }

/** Longer answers are no use to a reader of the report. */
const longestText = 300

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** Rows of a name and a text beside it, wrapped to the width. */
function beside(rows: readonly (readonly [name: string, text: string])[], width: number): readonly string[] {
  const column = Math.max(...rows.map(([name]) => name.length)) + 2
  return rows.flatMap(([name, text]) =>
    wrap(text, Math.max(30, width - column)).map((line, index) => `${(index === 0 ? name : '').padEnd(column)}${line}`),
  )
}

export function table({ found, set }: Diagnosis, width: number): readonly string[] {
  return [
    'Found',
    ...beside(
      // What several rows are about is named once.
      found.map(({ mark, about, found: text }, index) => [`  ${signs[mark]} ${about === found[index - 1]?.about ? '' : about}`, text]),
      width,
    ),
    '',
    'Set',
    ...beside(
      set.map(({ name, value }) => [`  ${name}`, value]),
      width,
    ),
  ]
}

export function report(facts: Facts, diagnosis: Diagnosis, at: Date): string {
  const shorten = (name: string, value: unknown): unknown => (name === 'text' ? String(value).slice(0, longestText) : value)
  return JSON.stringify({ version: 1, at: at.toISOString(), facts, ...diagnosis }, shorten, 2)
}

/** Should a service ever quote the key back, it still is not printed: neither as it is nor as JSON writes it. */
export function withoutKey(text: string, key: string): string {
  return key === '' ? text : text.replaceAll(key, '…').replaceAll(JSON.stringify(key).slice(1, -1), '…')
}
