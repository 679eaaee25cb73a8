// A linter that checks nothing also passes, so each rule that we rely on must fail once here.

import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Files that somebody in a hurry might add. */
const strays: Readonly<Record<string, string>> = {
  'src/core/stray-clock.ts': 'export const now = (): number => Date.now()',
  'src/core/stray-any.ts': 'export const anything = (value: any): unknown => value',
  'src/core/stray-one.ts': `import { two } from './stray-two.ts'\nexport const one = (): number => two()`,
  'src/core/stray-two.ts': `import { one } from './stray-one.ts'\nexport const two = (): number => one()`,
  'src/core/stray-default.ts': 'export default 1',
  'src/ui/stray-floating.ts': `import type { SandboxApi } from '../core/protocol.ts'
import type { RemoteApi } from '../core/wire/rpc.ts'
export const show = (figma: RemoteApi<SandboxApi>): void => {
  figma.reveal({ id: '1:2', scene: null })
}`,
  'src/ui/stray-signal.ts': `import { computed, signal } from '@preact/signals'
const count = signal(0)
export const twice = computed(() => (count.value = 2))`,
  'src/ui/stray-global.ts': 'export const store = (): void => localStorage.clear()',
  'src/code/stray-deprecated.ts': `export const find = (figma: PluginAPI): BaseNode | null => figma.getNodeById('1:2')`,
  'src/code/stray-global.ts': 'export const page = (): PageNode => figma.currentPage',
}

let folder = ''
let output = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lint-'))
  for (const name of ['src', 'tsconfig.base.json', '.oxlintrc.json']) await cp(join(root, name), join(folder, name), { recursive: true })
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const [name, source] of Object.entries(strays)) await writeFile(join(folder, name), `${source}\n`)
  output = await new Promise((resolve) => {
    const oxlint = join(root, 'node_modules/oxlint/bin/oxlint')
    execFile(process.execPath, [oxlint, '--type-aware', '--deny-warnings', '--format', 'unix', 'src'], { cwd: folder }, (_, stdout) =>
      resolve(stdout),
    )
  })
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The linter's findings, one per entry; some have several lines. */
function findings(): readonly string[] {
  return output.split(/\n(?=\S+:\d+:\d+: )/).filter((finding) => /:\d+:\d+: /.test(finding))
}

describe('the linter', () => {
  it.each([
    ['a clock in core', 'src/core/stray-clock.ts', 'no-restricted-globals'],
    ['any', 'src/core/stray-any.ts', 'no-explicit-any'],
    ['a circle of imports', 'src/core/stray-one.ts', 'no-cycle'],
    ['a default export', 'src/core/stray-default.ts', 'no-default-export'],
    ['a remote call that nobody awaits', 'src/ui/stray-floating.ts', 'no-floating-promises'],
    ['a signal written in a computed one', 'src/ui/stray-signal.ts', 'no-signal-write-in-computed'],
    ['a global of the page outside its main file', 'src/ui/stray-global.ts', 'no-restricted-globals'],
    ['a method that dynamic pages forbid', 'src/code/stray-deprecated.ts', 'no-deprecated'],
    ['the global figma outside the main file', 'src/code/stray-global.ts', 'no-restricted-globals'],
  ])('reports %s', (_, name, rule) => {
    expect(
      findings()
        .filter((finding) => finding.startsWith(name))
        .join('\n'),
    ).toContain(rule)
  })

  it('has nothing to say about the rest', () => {
    expect(findings().filter((finding) => !finding.includes('/stray-'))).toEqual([])
  })
})
