// The compiler holds the walls between the worlds. A wall that is silently gone would look green, so here it must be red.

import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tsc = join(root, 'node_modules/typescript/bin/tsc')

/** What the compiler says of a project, or of a file more in one of the worlds. */
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

/** A file with these lines, as if it lay in the folder of a world: under its own tsconfig and references. */
async function addedTo(world: World, name: string, source: string): Promise<{ readonly isClean: boolean; readonly output: string }> {
  const file = join(scratch, `${name}.ts`)
  await writeFile(file, `${source}\n`)
  const config = join(scratch, `${name}.json`)
  const folder = join(root, 'src', world)
  const references = world === 'core' ? [] : [{ path: join(root, 'src/core') }]
  const compilerOptions = { rootDir: root, outDir: join(scratch, name), tsBuildInfoFile: join(scratch, `${name}.tsbuildinfo`) }
  await writeFile(config, JSON.stringify({ extends: join(folder, 'tsconfig.json'), compilerOptions, include: [folder, file], references }))
  return compile('-p', config)
}

function from(path: string): string {
  return join(root, 'src', path)
}

describe('the walls', { timeout: 120_000 }, () => {
  it('let the tree pass as it is', async () => {
    expect(await compile('-b', 'src/core', 'src/code', 'src/ui')).toEqual({ isClean: true, output: '' })
  })

  it.each<readonly [string, World, string]>([
    ['code imports core', 'code', `import { planFor } from '${from('core/picture/registration.ts')}'\nexport const plan = planFor`],
    ['ui imports core', 'ui', `import { planFor } from '${from('core/picture/registration.ts')}'\nexport const plan = planFor`],
    ['ui names document', 'ui', 'export const title = document.title'],
    ['code names figma', 'code', 'export const page = figma.currentPage'],
  ])('stand open where they should: %s', async (name, world, source) => {
    expect(await addedTo(world, name.replace(/ /g, '-'), source)).toEqual({ isClean: true, output: '' })
  })

  it.each<readonly [string, World, string]>([
    ['core imports ui', 'core', `import { makeQueue } from '${from('ui/job/queue.ts')}'\nexport const queue = makeQueue`],
    ['core imports code', 'core', `import { openStorage } from '${from('code/base/storage.ts')}'\nexport const storage = openStorage`],
    ['ui imports code', 'ui', `import { openStorage } from '${from('code/base/storage.ts')}'\nexport const storage = openStorage`],
    ['code imports ui', 'code', `import { makeQueue } from '${from('ui/job/queue.ts')}'\nexport const queue = makeQueue`],
    ['code imports a type of ui', 'code', `import type { Queue } from '${from('ui/job/queue.ts')}'\nexport type Mine = Queue`],
  ])('stop an import: %s', async (name, world, source) => {
    const { isClean, output } = await addedTo(world, name.replace(/ /g, '-'), source)
    expect(isClean).toBe(false)
    expect(output).toContain('error TS6307')
  })

  it.each<readonly [World, readonly string[]]>([
    ['core', ['document', 'window', 'figma', 'fetch', 'setTimeout', 'console', 'URL', 'process']],
    ['code', ['window', 'document', 'AbortController', 'Blob', 'btoa', 'process']],
    ['ui', ['figma', 'process', 'Buffer']],
  ])('leave %s without the globals %s', async (world, names) => {
    const { isClean, output } = await addedTo(world, `${world}-names`, names.map((name) => `export const my${name} = ${name}`).join('\n'))
    expect(isClean).toBe(false)
    for (const name of names) expect(output).toMatch(new RegExp(`error TS(2304|2552|2580|2584|2591): Cannot find name '${name}'`))
  })
})
