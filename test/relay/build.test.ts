// Does what the Dockerfile does, as far as possible without Docker: the same commands on the same files, in an empty folder.

import { execFile, spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../playground/serve/bundle.ts'

const run = promisify(execFile)

let folder = ''
let dockerfile = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relay-image-'))
  dockerfile = await readFile(join(root, 'Dockerfile'), 'utf8')
})
afterAll(() => rm(folder, { recursive: true }))

describe('the image', () => {
  it('is built from what .dockerignore lets through', async () => {
    const let_ = (await readFile(join(root, '.dockerignore'), 'utf8'))
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? line.slice(1) : []))
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(\S+) /gm)].map(([, from]) => from)
    expect(copied).toEqual(let_)
  })

  it('holds one file that starts as the README says, answers, and ends when told to', async () => {
    const [, bundling = ''] = /^RUN node (relay\/.*)$/m.exec(dockerfile) ?? []
    for (const [, from = '', to = ''] of dockerfile.matchAll(/^COPY (?!--from)(\S+) (\S+)$/gm)) {
      const target = to.endsWith('/') ? join(folder, to, from) : join(folder, to)
      await mkdir(dirname(target), { recursive: true })
      await cp(join(root, from), target, { recursive: true })
    }
    const [, installed = ''] = /\[('.*?')\]\.map/.exec(dockerfile) ?? []
    await mkdir(join(folder, 'node_modules'))
    for (const name of [...installed.split(', ').map((quoted) => quoted.slice(1, -1)), '@esbuild']) {
      await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name))
    }
    const { stderr } = await run(process.execPath, [bundling], { cwd: folder })
    expect(stderr).not.toMatch(/warning|error/i)
    expect(await readdir(join(folder, 'dist'))).toEqual(['relay.mjs'])

    const alone = join(folder, 'alone')
    await mkdir(alone)
    await cp(join(folder, 'dist/relay.mjs'), join(alone, 'relay.mjs'))
    const relay = spawn(process.execPath, ['relay.mjs'], {
      cwd: alone,
      env: { PORT: '0', HOST: '127.0.0.1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = new Promise((resolve) => relay.once('exit', (code) => resolve(code)))
    const told = await new Promise<string>((resolve) => relay.stdout.once('data', (line: Buffer) => resolve(line.toString())))
    const url = /http:\/\/localhost:\d+/.exec(told)?.[0] ?? ''
    const answer = await fetch(`${url.replace('localhost', '127.0.0.1')}/flux/v1/flux-2-pro`, {
      method: 'OPTIONS',
      headers: {
        origin: 'null',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,idempotency-key,prefer',
      },
    })
    expect([answer.status, answer.headers.get('access-control-allow-headers')]).toEqual([
      204,
      'authorization,content-type,idempotency-key,prefer',
    ])
    relay.kill('SIGTERM')
    expect(await ended).toBe(0)
  })

  it('runs as nobody special, and its file where the build put it', () => {
    expect(dockerfile).toMatch(/^USER node$/m)
    expect(/^COPY --from=build (\S+) (\S+)$/m.exec(dockerfile)?.slice(1)).toEqual(['/build/dist/relay.mjs', '/relay/relay.mjs'])
    expect(dockerfile).toContain('CMD ["node", "/relay/relay.mjs"]')
  })
})
