// Starts the relay that is attacked, and reports whether it is alive, its memory and its output.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Extras } from '../../../relay/node/start.ts'
import { SECRET } from '../support.ts'
import type { Usage } from './child.ts'

export type Attacked = {
  readonly url: string
  readonly port: number
  readonly isAlive: () => boolean
  /** The peak growth of its memory since the start or the previous call, in bytes. */
  readonly gained: () => Promise<number>
  readonly connections: () => Promise<number>
  readonly said: () => string
  readonly close: () => void
}

/** How long a suite of attacks may wait. */
export const shortLimits = {
  pictureTimeoutMs: 600,
  submitTimeoutMs: 600,
  pollTimeoutMs: 600,
  bodyTimeoutMs: 1200,
  headersTimeoutMs: 600,
  sweepEveryMs: 50,
  rooms: { waitMs: 800, stillMs: 100 },
  bounds: { stillMs: 2500, allMs: 20_000, lingerMs: 400 },
} satisfies Extras

export async function startAttacked(env: Readonly<Record<string, string>>, extras: object = {}): Promise<Attacked> {
  const { PATH = '', HOME = '' } = process.env
  const child = fork(fileURLToPath(new URL('child.ts', import.meta.url)), [], {
    execArgv: ['--import', 'tsx'],
    silent: true,
    env: { PATH, HOME, PORT: '0', PICTURE_SECRET: SECRET, EXTRAS: JSON.stringify({ ...shortLimits, ...extras }), ...env },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => (said += part.toString()))
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`The relay did not start.\n${said}`)))
  const [{ port }] = (await Promise.race([once(child, 'message'), ended])) as [{ port: number }]
  ended.catch(() => undefined)
  const ask = async (message: string): Promise<Usage> => {
    child.send(message)
    return ((await once(child, 'message')) as [Usage])[0]
  }
  let before = (await ask('forget')).now
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    said: () => said,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    connections: async () => (await ask('look')).connections,
    async gained() {
      const { peak } = await ask('look')
      const most = peak - before
      before = (await ask('forget')).now
      return most
    },
    close: () => void (child.connected && child.disconnect()),
  }
}
