// Stored answers of the service, in the form that the pure parsers take.

import { readFileSync } from 'node:fs'
import type { Reply } from '../../src/core/service/reply.ts'

type Stored = { readonly from: string; readonly status: number; readonly type: string; readonly body: unknown }

/** The answers in `test/fixtures/answers/{file}.json`, by name. Strings are used as they are, anything else is sent as JSON. */
export function answersIn(file: string): ReadonlyMap<string, Reply> {
  const stored = JSON.parse(readFileSync(new URL(`../fixtures/answers/${file}.json`, import.meta.url), 'utf8')) as Record<string, Stored>
  return new Map(
    Object.entries(stored).map(([name, { status, type, body }]) => [
      name,
      { status, type, text: typeof body === 'string' ? body : JSON.stringify(body) },
    ]),
  )
}

export function answerNamed(answers: ReadonlyMap<string, Reply>, name: string): Reply {
  const found = answers.get(name)
  if (found === undefined) throw new Error(`no stored answer "${name}"`)
  return found
}
