// A worker that took an order and died: another one gets the order, once.

import { Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { type Line, openLine } from '../../../relay/queue/line.ts'
import { bodyKey, queueName, queuePrefix } from '../../../relay/queue/names.ts'
import { type MakerEnd, type MakerOrder, startWork, type WorkOptions } from '../../../relay/queue/work.ts'
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

/** Its work ends on the test's command. */
async function worker(
  more: Partial<WorkOptions> = {},
): Promise<{ prompts: string[]; ends: ((end: MakerEnd) => void)[]; close: () => Promise<void> }> {
  const prompts: string[] = []
  const ends: ((end: MakerEnd) => void)[] = []
  const make = ({ body }: MakerOrder): Promise<MakerEnd> => {
    prompts.push(new TextDecoder().decode(body))
    return new Promise((end) => ends.push(end))
  }
  const maker = { make, isThere: async () => true }
  const working = await startWork({ stateUrl: server.url, maker, picturesMinutes: 5, log: () => undefined, silentMs, ...more })
  closing.push(working.close)
  return { prompts, ends, close: working.close }
}

/** Takes the next order and is never heard of again, like a killed worker. First checks for orders that another one left. */
async function takeAndDie(): Promise<string | undefined> {
  const connection = new Redis(server.url, { maxRetriesPerRequest: null })
  const options = { connection, prefix: queuePrefix, lockDuration: 100, stalledInterval: 50, maxStalledCount: 1, autorun: false }
  const dead = new Worker(queueName, undefined, options)
  closing.push(async () => {
    await dead.close(true)
    connection.disconnect()
  })
  await dead.startStalledCheckTimer()
  const take = async (): Promise<string | undefined> => (await dead.getNextJob(crypto.randomUUID(), { block: false }))?.id
  const id = await vi.waitUntil(take, { timeout: 8000, interval: 20 })
  await dead.close(true)
  return id
}

const body = (name: string): Uint8Array => new TextEncoder().encode(name)

it('a worker that dies gives its order to another, which makes it once', async () => {
  const here = await line()
  await here.put('a', 'flux-depth-dev', body('a'))
  expect(await takeAndDie()).toBe('a')
  const { prompts, ends } = await worker()
  await vi.waitFor(() => expect(prompts).toEqual(['a']), { timeout: 8000, interval: 20 })
  ends[0]?.(picture)
  await vi.waitFor(async () => expect(await here.look('a')).toMatchObject({ kind: 'ready' }), { timeout: 8000, interval: 20 })
  expect([prompts, [...((await here.picture('a')) ?? [])]]).toEqual([['a'], [1, 2, 3]])
})

it('an order that two workers died of is over, for nothing, and no third one tries it', async () => {
  const here = await line()
  await here.put('b', 'flux-depth-dev', body('b'))
  expect([await takeAndDie(), await takeAndDie()]).toEqual(['b', 'b'])
  const over = { kind: 'over', code: 'task-failed', charged: 'no', said: 'The workers that had this order ended before it was done.' }
  const { prompts, ends } = await worker()
  await vi.waitFor(async () => expect(await here.look('b')).toMatchObject(over), { timeout: 8000, interval: 20 })
  const client = await openRedis(server.url)
  closing.push(() => client.disconnect())
  await vi.waitFor(async () => expect(await client.keys(bodyKey('*'))).toEqual([]), { timeout: 8000, interval: 20 })
  await here.put('c', 'flux-depth-dev', body('c'))
  await vi.waitFor(() => expect(prompts).toEqual(['c']), { timeout: 8000, interval: 20 })
  ends[0]?.(picture)
  expect(await here.look('b')).toMatchObject(over)
})

it('a worker that is told to end waits for what it makes only so long, and another makes it', async () => {
  const here = await line()
  await here.put('d', 'flux-depth-dev', body('d'))
  const stuck = await worker({ endMs: 50 })
  await vi.waitFor(() => expect(stuck.prompts).toEqual(['d']), { timeout: 8000, interval: 20 })
  await stuck.close()
  const next = await worker()
  await vi.waitFor(() => expect(next.prompts).toEqual(['d']), { timeout: 8000, interval: 20 })
  next.ends[0]?.(picture)
  await vi.waitFor(async () => expect(await here.look('d')).toMatchObject({ kind: 'ready' }), { timeout: 8000, interval: 20 })
})
