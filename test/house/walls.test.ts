// The compiler enforces the separation of the worlds. If that stopped working nothing would fail, so forbidden imports must fail here.

import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tsc = join(root, 'node_modules/typescript/bin/tsc')

/** The compiler's errors for a project, or for an additional file in one of the worlds. */
function compile(...options: readonly string[]): Promise<{ readonly isClean: boolean; readonly output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, ...options, '--pretty', 'false'], { cwd: root }, (error, stdout) => {
      resolve({ isClean: error === null, output: stdout })
    })
  })
}

let scratch = ''
beforeAll(async () => {
  scratch = await mkdtemp(join(root, 'node_modules/.walls-'))
})
afterAll(() => rm(scratch, { recursive: true, force: true }))

type World = 'core' | 'code' | 'ui'

/** Compiles files as if they were in the folder of a world, with its own tsconfig and references. Returns the errors of each file, and of the rest. */
async function addedTo(world: World, run: string, sources: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  const folder = join(root, 'src', world)
  const files = Object.keys(sources).map((name) => [name, join(scratch, `${world}-${name}.ts`)] as const)
  for (const [name, file] of files) await writeFile(file, `${sources[name]}\n`)
  const config = join(scratch, `${world}-${run}.json`)
  const references = world === 'core' ? [] : [{ path: join(root, 'src/core') }]
  const made = join(scratch, `${world}-${run}`)
  const compilerOptions = { rootDir: root, outDir: made, tsBuildInfoFile: `${made}.tsbuildinfo` }
  const include = [folder, ...files.map(([, file]) => file)]
  await writeFile(config, JSON.stringify({ extends: join(folder, 'tsconfig.json'), compilerOptions, include, references }))
  const lines = (await compile('-p', config)).output.split('\n').filter((line) => line !== '')
  const isOf = (line: string, file: string): boolean => line.includes(`${basename(file)}(`)
  const said = files.map(([name, file]) => [name, lines.filter((line) => isOf(line, file)).join('\n')] as const)
  return { ...Object.fromEntries(said), rest: lines.filter((line) => !files.some(([, file]) => isOf(line, file))).join('\n') }
}

function from(path: string): string {
  return join(root, 'src', path)
}

const usesCore = `import { planFor } from '${from('core/picture/registration.ts')}'\nexport const plan = planFor`

describe('the walls', { timeout: 120_000 }, () => {
  it('let the tree pass as it is', async () => {
    expect(await compile('-b', 'src/core', 'src/code', 'src/ui')).toEqual({ isClean: true, output: '' })
  })

  // Compiled together, because each compilation of a world takes seconds; the errors about the names show that all of them were checked.
  it.each<readonly [World, readonly string[], Readonly<Record<string, string>>]>([
    ['core', ['document', 'window', 'figma', 'fetch', 'setTimeout', 'console', 'URL', 'process'], {}],
    [
      'code',
      ['window', 'document', 'AbortController', 'Blob', 'btoa', 'process'],
      { usesCore, itsOwn: 'export const page = figma.currentPage' },
    ],
    ['ui', ['figma', 'process', 'Buffer'], { usesCore, itsOwn: 'export const title = document.title' }],
  ])('leave %s without the globals %s, and stand open where they should', async (world, names, open) => {
    const foreign = names.map((name) => `export const my${name} = ${name}`).join('\n')
    const { foreign: refused, ...others } = await addedTo(world, 'open', { foreign, ...open })
    for (const name of names) expect(refused).toMatch(new RegExp(`error TS(2304|2552|2580|2584|2591): Cannot find name '${name}'`))
    expect(others).toEqual({ rest: '', ...Object.fromEntries(Object.keys(open).map((name) => [name, ''])) })
  })

  it.each<readonly [World, Readonly<Record<string, string>>]>([
    [
      'core',
      {
        ui: `import { makeQueue } from '${from('ui/job/queue.ts')}'\nexport const queue = makeQueue`,
        code: `import { openStorage } from '${from('code/base/storage.ts')}'\nexport const storage = openStorage`,
      },
    ],
    ['ui', { code: `import { openStorage } from '${from('code/base/storage.ts')}'\nexport const storage = openStorage` }],
    [
      'code',
      {
        ui: `import { makeQueue } from '${from('ui/job/queue.ts')}'\nexport const queue = makeQueue`,
        typeOfUi: `import type { Notices } from '${from('ui/kit/notices.ts')}'\nexport type Mine = Notices`,
      },
    ],
  ])('stop what %s imports of another world, types too', async (world, sources) => {
    const { rest: _, ...said } = await addedTo(world, 'closed', sources)
    expect(Object.keys(said)).toEqual(Object.keys(sources))
    for (const text of Object.values(said)) expect(text).toContain('error TS6307')
  })
})
