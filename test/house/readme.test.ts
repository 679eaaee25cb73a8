// What the pages tell people is what they find: sentences of the window that the README quotes, commands, links, guards of the build.

import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const readme = readFileSync('README.md', 'utf8')
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Readonly<Record<string, string>> }

function spoken(text: string): string {
  return text.replaceAll('’', "'").replaceAll(/\s+/g, ' ')
}

const sources = ['src/core', 'src/ui'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(words|findings)\.ts$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8')),
)
const said = spoken(sources.join('\n'))

describe('the README', () => {
  const [, help = ''] = /\| what you see \| what to do \|\n([^]*?)\n\n/.exec(readme) ?? []
  const quotes = [...help.matchAll(/^\| ([^|]*) \|/gm)].flatMap(([, seen = '']) =>
    [...seen.matchAll(/"([^"]+)"/g)].map(([, quote = '']) => quote),
  )

  it('quotes several sentences of the window', () => {
    expect(quotes.length).toBeGreaterThan(7)
  })

  it.each(quotes)('says "%s" as the window does', (quote) => {
    const parts = quote.split('…').map((piece) => spoken(piece).trim())
    expect(parts.filter((part) => !said.includes(part))).toEqual([])
  })

  it.each([
    'README.md',
    'CONTRIBUTING.md',
    'docs/architecture.md',
    'docs/fidelity.md',
    'docs/relay.md',
    'docs/real-figma-checklist.md',
    'docs/listing/README.md',
  ])('and %s name no command that package.json lacks', (file) => {
    const named = [...readFileSync(file, 'utf8').matchAll(/npm run (?:-s )?([a-z][a-z:]*)/g)].map(([, name = '']) => name)
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
  })
})

it('the decision about sizes names the guards of the build', () => {
  const decision = readFileSync('docs/decisions/005-sizes.md', 'utf8').replaceAll(/\s+/g, ' ')
  const guards = [...readFileSync('build.mjs', 'utf8').matchAll(/(?:raw|gzip): (\d+)_(\d+)\b/g)].map(([, kilo, rest]) =>
    Number(`${kilo}.${rest}`),
  )
  const [code, page, packed] = guards
  expect(guards).toHaveLength(3)
  expect(decision).toContain(`its guard (${code} kB; ${page} kB, ${packed} gzip)`)
})

const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'].concat(
  readdirSync('docs', { recursive: true, encoding: 'utf8' }).flatMap((name) => (name.endsWith('.md') ? join('docs', name) : [])),
)

/** Names of a page's sections, as GitHub makes them. */
function anchorsOf(page: string): readonly string[] {
  return [...readFileSync(page, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  )
}

it.each(pages)('every link of %s leads somewhere', (page) => {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)]
  const broken = links.filter(([, path = '', anchor]) => {
    const target = path === '' ? page : join(dirname(page), path)
    return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor))
  })
  expect(broken.map(([link]) => link)).toEqual([])
})
