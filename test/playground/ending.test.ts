// `npm start` is told to end: npm tells its shell, and the shell does not tell its child (decision 15).

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, it } from 'vitest'
import { root } from '../../playground/serve/bundle.ts'

const program = `import { endWith } from './playground/serve/ending.ts'
  endWith(async () => console.log('closed'))
  setInterval(() => {}, 1000)
  console.log('started')`

let shell: ChildProcess | undefined
afterEach(() => {
  try {
    process.kill(-(shell?.pid ?? 0), 'SIGKILL')
  } catch {
    // All of it has ended.
  }
})

it('the playground ends when the shell between npm and it is gone', async () => {
  const { PATH = '', HOME = '' } = process.env
  // The second command keeps the shell: some leave their place to the only one.
  const script = `"$0" --import tsx --input-type=module -e "$1"; true`
  shell = spawn('sh', ['-c', script, process.execPath, program], {
    cwd: root,
    detached: true,
    env: { PATH, HOME, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  shell.stdout?.on('data', (part: Buffer) => {
    said += part.toString()
    if (said === 'started\n') shell?.kill('SIGTERM')
  })
  const { stdout } = shell
  if (stdout === null) throw new Error('no output')
  await once(stdout, 'end')
  expect(said).toBe('started\nclosed\n')
})
