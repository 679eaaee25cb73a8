// Relays and workers on a real queue; what a worker does with an order is scripted.

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Line, openLine, type Standing } from '../../../relay/queue/line.ts'
import { bodyKey } from '../../../relay/queue/names.ts'
import { type MakerEnd, type MakerOrder, startWork } from '../../../relay/queue/work.ts'
import { openRedis, redisState } from '../../../relay/state/redis.ts'
import { StateAway } from '../../../relay/state/state-store.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'

let server: RedisServer
beforeAll(async () => void (server = await startRedis()))
afterAll(() => server.kill())

const opened: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close()
})

async function line(): Promise<Line> {
  const client = await openRedis(server.url)
  const state = await redisState(client)
  const made = openLine(client, state)
  opened.push(state, made)
  return made
}

type Begun = { readonly order: MakerOrder; readonly end: (end: MakerEnd) => void }

/** A worker whose orders wait until the test ends them. */
async function worker(): Promise<{ begun: Begun[]; isThere: { now: boolean } }> {
  const begun: Begun[] = []
  const isThere = { now: true }
  const make = (order: MakerOrder): Promise<MakerEnd> => new Promise((end) => begun.push({ order, end }))
  const maker = { make, isThere: async () => isThere.now }
  const working = await startWork({ stateUrl: server.url, maker, picturesMinutes: 5, log: () => undefined, awayMs: 50 })
  opened.push(working)
  return { begun, isThere }
}

const body = new TextEncoder().encode('{"prompt":"timber"}')
const picture = { kind: 'picture', bytes: new Uint8Array([1, 2, 3]), seconds: 4 } as const

async function nth(begun: readonly Begun[], which: number): Promise<Begun> {
  return vi.waitUntil(() => begun[which], { timeout: 5000, interval: 10 })
}

async function until(asked: () => Promise<Standing>, expected: object): Promise<void> {
  await vi.waitFor(async () => expect(await asked()).toMatchObject(expected), { timeout: 5000, interval: 20 })
}

describe('the queue to own GPUs', () => {
  it('carries an order to a worker, its steps and its picture back, to every relay', async () => {
    const [here, there] = [await line(), await line()]
    await here.put('a', 'flux-depth-dev', body)
    await here.put('a', 'flux-depth-dev', body)
    await here.put('b', 'flux-depth-dev', body)
    expect([await there.look('a'), await there.look('b'), await there.look('c')]).toEqual([
      { kind: 'waiting', place: 1 },
      { kind: 'waiting', place: 2 },
      { kind: 'missing' },
    ])
    const { begun } = await worker()
    const { order, end } = await nth(begun, 0)
    expect([order.model, new TextDecoder().decode(order.body)]).toEqual(['flux-depth-dev', '{"prompt":"timber"}'])
    const heard: unknown[] = []
    const stop = there.hear('a', (step) => heard.push(step))
    order.told({ status: 'Generating', progress: 0.25 })
    await until(() => there.look('a'), { kind: 'at-work', progress: 0.25 })
    expect(heard).toEqual([{ status: 'Generating', progress: 0.25 }])
    stop()
    expect(await there.look('b')).toEqual({ kind: 'waiting', place: 1 })
    end(picture)
    await until(() => there.look('a'), { kind: 'ready', seconds: 4 })
    expect([...((await there.picture('a')) ?? [])]).toEqual([1, 2, 3])
    const second = await nth(begun, 1)
    second.end({ kind: 'over', status: 'Error', code: 'task-failed', said: 'KSampler: out of memory', charged: 'no' })
    await until(() => there.look('b'), { kind: 'over', said: 'KSampler: out of memory' })
    expect(begun).toHaveLength(2)
  })

  it('keeps the body of an order no longer than somebody may make it, also where it is brought again', async () => {
    const here = await line()
    const client = await openRedis(server.url)
    opened.push({ close: async () => client.disconnect() })
    const bodies = (): Promise<string[]> => client.keys(bodyKey('*'))
    for (const id of ['waits', 'made']) await here.put(id, 'flux-depth-dev', body)
    expect(await bodies()).toHaveLength(2)
    expect(await here.cancel('waits')).toBe(true)
    expect(await bodies()).toEqual([bodyKey('made')])
    const { begun } = await worker()
    const { end } = await nth(begun, 0)
    end(picture)
    await until(() => here.look('made'), { kind: 'ready' })
    await here.put('made', 'flux-depth-dev', body)
    expect(await bodies()).toEqual([])
  })

  it('gives back what waits, and what is made where the worker can stop it', async () => {
    const here = await line()
    const { begun } = await worker()
    await here.put('first', 'flux-depth-dev', body)
    const { order, end } = await nth(begun, 0)
    await here.put('second', 'flux-depth-dev', body)
    expect(await here.cancel('second')).toBe(true)
    expect(await here.look('second')).toEqual({ kind: 'cancelled' })
    order.signal.addEventListener('abort', () => end({ kind: 'cancelled' }))
    expect(await here.cancel('first')).toBe(true)
    expect(await here.look('first')).toEqual({ kind: 'cancelled' })
    await here.put('third', 'flux-depth-dev', body)
    const third = await nth(begun, 1)
    third.order.signal.addEventListener('abort', () => third.end(picture))
    expect(await here.cancel('third')).toBe(false)
    expect(await here.look('third')).toMatchObject({ kind: 'ready' })
  })

  it('leaves an order to others while what makes it is away', async () => {
    const here = await line()
    const [broken, good] = [await worker(), await worker()]
    broken.isThere.now = false
    await here.put('left', 'flux-depth-dev', body)
    await here.put('other', 'flux-depth-dev', body)
    const { end } = await nth(broken.begun, 0)
    end({ kind: 'away' })
    const first = await nth(good.begun, 0)
    first.end(picture)
    const second = await nth(good.begun, 1)
    second.end(picture)
    await until(() => here.look('left'), { kind: 'ready' })
    await until(() => here.look('other'), { kind: 'ready' })
    expect(broken.begun).toHaveLength(1)
  })

  it('refuses an order that it cannot write down', async () => {
    const here = await line()
    await server.kill()
    await expect(here.put('left', 'flux-depth-dev', body)).rejects.toThrow(StateAway)
    await server.again()
  })
})
