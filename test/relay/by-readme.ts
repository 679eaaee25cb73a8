// Starts the relay as the README says: in its own process, configured by its environment.

import { spawn } from 'node:child_process'
import { root } from '../../playground/serve/bundle.ts'

export type Process = { readonly url: string; readonly port: number; readonly said: () => string; readonly close: () => Promise<void> }

/** Runs `npm run relay` on a free port. `said`: its output so far. */
export async function startByReadme(env: Readonly<Record<string, string>>): Promise<Process> {
  const { PATH = '', HOME = '' } = process.env
  const relay = spawn(process.execPath, ['--import', 'tsx', 'relay/main.ts'], { cwd: root, env: { PATH, HOME, PORT: '0', ...env } })
  const ended = new Promise<void>((resolve) => relay.once('exit', () => resolve()))
  let said = ''
  const port = await new Promise<number>((resolve, reject) => {
    void ended.then(() => reject(new Error(`The relay did not start.\n${said}`)))
    for (const stream of [relay.stdout, relay.stderr]) {
      stream.on('data', (part: Buffer) => {
        said += part.toString()
        const told = / on http:\/\/localhost:(\d+)/.exec(said)?.[1]
        if (told !== undefined) resolve(Number(told))
      })
    }
  })
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    said: () => said,
    close: () => {
      relay.kill()
      return ended
    },
  }
}
