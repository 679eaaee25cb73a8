// A worker that took an order and was heard of no more: another has it, once.

import { Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { type Line, openLine } from '../../../relay/queue/line.ts'
import { queueName, queuePrefix } from '../../../relay/queue/names.ts'
import { type MakerEnd, type MakerOrder, startWork } from '../../../relay/queue/work.ts'
import { openRedis, redisState } from '../../../relay/state/redis.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'

let server: RedisServer
const closing: (() => Promise<unknown> | void)[] = []
beforeAll(async () => void (server = await startRedis()))
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
afterAll(() => server.kill())

const picture: MakerEnd = { kind: 'picture', bytes: new Uint8Array([1, 2, 3]), seconds: 4 }
const silentMs = 400

async function line(): Promise<Line> {
  const client = await openRedis(server.url)
  const state = await redisState(client)
  const made = openLine(client, state)
  closing.push(state.close, made.close)
  return made
}

/** What it makes ends when the test says so. */
async function worker(): Promise<{ prompts: string[]; ends: ((end: MakerEnd) => void)[] }> {
  const prompts: string[] = []
  const ends: ((end: MakerEnd) => void)[] = []
  const make = ({ body }: MakerOrder): Promise<MakerEnd> => {
    prompts.push(new TextDecoder().decode(body))
    return new Promise((end) => ends.push(end))
  }
  const maker = { make, isThere: async () => true }
  const working = await startWork({ stateUrl: server.url, maker, picturesMinutes: 5, log: () => undefined, silentMs })
  closing.push(working.close)
  return { prompts, ends }
}

/** Takes the next order and says nothing of it ever again, as one that was killed. */
function takeAndDie(): () => Promise<string | undefined> {
  const connection = new Redis(server.url, { maxRetriesPerRequest: null })
  const dead = new Worker(queueName, undefined, { connection, prefix: queuePrefix, lockDuration: 100, autorun: false })
  closing.push(async () => {
    await dead.close(true)
    connection.disconnect()
  })
  return async () => (await dead.getNextJob(crypto.randomUUID(), { block: false }))?.id
}

const body = (name: string): Uint8Array => new TextEncoder().encode(name)

it('a worker that dies gives its order to another, which makes it once', async () => {
  const here = await line()
  await here.put('a', 'flux-depth-dev', body('a'))
  expect(await takeAndDie()()).toBe('a')
  const { prompts, ends } = await worker()
  await vi.waitFor(() => expect(prompts).toEqual(['a']), { timeout: 8000, interval: 20 })
  ends[0]?.(picture)
  await vi.waitFor(async () => expect(await here.look('a')).toMatchObject({ kind: 'ready' }), { timeout: 8000, interval: 20 })
  expect([prompts, [...((await here.picture('a')) ?? [])]]).toEqual([['a'], [1, 2, 3]])
})
