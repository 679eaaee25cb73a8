// Shared by the attacks of callers: two relays, one in pass-through and one in team mode, with a service in this process.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { open, startScripted, type Client, type Scripted } from '../sockets.ts'
import { JPEG, post, TOKEN } from '../support.ts'
import { startAttacked, type Attacked } from './process.ts'

export const path = '/flux/v1/flux-2-pro'
export const megabyte = 1_000_000
export const pictureBytes = 18 * megabyte + JPEG.length
export const mine = { authorization: `Bearer ${TOKEN}` }
/** Generous, because the service and the host run in this process, which is busy attacking. */
export const limits = { pictureTimeoutMs: 20_000, submitTimeoutMs: 2500 }

export type Stage = {
  readonly service: Scripted
  readonly own: Attacked
  readonly team: Attacked
  /** Whether the service answers orders. */
  doesAnswer: boolean
  readonly close: () => Promise<void>
}

export async function setStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'relay-attack-'))
  const service = await startScripted((request, response) => {
    if (request.url?.startsWith('/picture')) return void response.writeHead(200).end(Buffer.concat([JPEG, Buffer.alloc(18 * megabyte)]))
    if (!stage.doesAnswer && request.method === 'POST') return undefined
    const said =
      request.method === 'POST' ? { id: 'task-1' } : { id: 'task-1', status: 'Ready', result: { sample: `${service.url}/picture` } }
    return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said))
  })
  const env = { UPSTREAM_URL: service.url, IMAGE_HOSTS: service.url }
  const keeping = { COMETAPI_API_KEY: 'sk-own-key-of-all', TEAM_TOKENS: TOKEN, KEEP_PICTURES_MINUTES: '60', KEEP_PICTURES_DIR: folder }
  const [own, team] = await Promise.all([startAttacked(env, limits), startAttacked({ ...env, ...keeping }, limits)])
  const stage: Stage = {
    service,
    own,
    team,
    doesAnswer: true,
    async close() {
      for (const one of [own, team, service]) await one.close()
      await rm(folder, { recursive: true })
    },
  }
  return stage
}

export function head(lines: Readonly<Record<string, string>>, first = `POST ${path} HTTP/1.1`): string {
  return `${[first, ...Object.entries({ host: 'a', ...lines }).map(([name, value]) => `${name}: ${value}`)].join('\r\n')}\r\n\r\n`
}

export async function many(count: number, port: number): Promise<readonly Client[]> {
  return Promise.all(Array.from({ length: count }, () => open(port)))
}

/** Checks that an order of ordinary size succeeds. */
export async function expectServed({ url }: Attacked, seed: number): Promise<void> {
  const answer = await fetch(url + path, post(JSON.stringify({ seed, picture: 'y'.repeat(megabyte) }), mine))
  expect([answer.status, await answer.json()]).toEqual([200, { id: 'task-1' }])
}

export async function expectWell(relay: Attacked): Promise<void> {
  expect(relay.isAlive()).toBe(true)
  expect(await relay.gained()).toBeLessThan(200 * megabyte)
}
