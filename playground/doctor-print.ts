// The report, as a table for people and as JSON for programs. Neither contains the key.

import type { Diagnosis, Row } from './doctor-diagnose.ts'
import type { Facts } from './doctor-facts.ts'

const signs: Record<Row['mark'], string> = { good: '✓', bad: '✗', note: '·', open: '?' }

/** Longer answers are of no use in the report. */
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
      // A subject shared by several rows is only named once.
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

/** Removes the key in case a service quotes it, both literally and in JSON notation. */
export function withoutKey(text: string, key: string): string {
  return key === '' ? text : text.replaceAll(key, '…').replaceAll(JSON.stringify(key).slice(1, -1), '…')
}
