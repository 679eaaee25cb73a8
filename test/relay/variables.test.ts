// What docs/relay.md says about variables: each one exists, each one is told, and a relay in compose.yaml gets each one.

import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../playground/serve/bundle.ts'
import { allServices } from '../../src/core/service/services/services.ts'

const doc = await readFile(join(root, 'docs/relay.md'), 'utf8')
const compose = await readFile(join(root, 'compose.yaml'), 'utf8')

/** Names in the first column of the table, and those that its second column names for S3. */
const [, table = ''] = /\| variable \| what it sets \| default \|\n([^]*?)\n\n/.exec(doc) ?? []
const told = [...new Set([...table.matchAll(/`([A-Z][A-Z\d_]+)`/g)].map(([, name]) => name ?? ''))]

async function read(): Promise<readonly string[]> {
  const files = (await readdir(join(root, 'relay'), { recursive: true })).filter((file) => file.endsWith('.ts'))
  const texts = await Promise.all(files.map((file) => readFile(join(root, 'relay', file), 'utf8')))
  const named = texts.flatMap((text) => [
    ...text.matchAll(/(?:read\w*Of|readAmount|isSet)\(told, '([A-Z][A-Z\d_]+)'/g),
    ...text.matchAll(/'(BUDGET_[A-Z_]+)'/g),
  ])
  return [...new Set(named.map(([, name]) => name ?? ''))]
}

describe('a variable of the relay', () => {
  it('that the documentation lists is read, and one that is read is in the documentation', async () => {
    const names = await read()
    expect(names).toContain('BUDGET_USD_PER_DAY')
    expect(told.filter((name) => !names.includes(name))).toEqual([])
    expect(names.filter((name) => !doc.includes(name))).toEqual([])
  })

  it('reaches the relays of compose.yaml, with a key and an address for each service', () => {
    const [, environment = ''] = /^ {2}environment:\n((?: {4}.*\n)*)/m.exec(compose) ?? []
    const passed = [...environment.matchAll(/^ {4}([A-Z\d_]+):/gm)].map(([, name]) => name)
    const ofServices = allServices.flatMap(({ id, isFree }) => {
      const suffix = id.toUpperCase().replaceAll('-', '_')
      return [`UPSTREAM_URL_${suffix}`, ...(isFree === true ? [] : [`SERVICE_KEY_${suffix}`])]
    })
    // Inside, every relay listens where the front looks for it.
    const wanted = [...told, ...ofServices].filter((name) => name !== 'PORT' && name !== 'HOST')
    expect(wanted.filter((name) => !passed.includes(name))).toEqual([])
  })
})
