import type { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { openRedis, redisState } from '../../../relay/state/redis.ts'
import { redisRate } from '../../../relay/state/redis-rate.ts'
import { StateAway, type StateStore } from '../../../relay/state/state-store.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'
import { expectState } from './contract.ts'

let server: RedisServer
beforeAll(async () => void (server = await startRedis()))
afterAll(() => server.kill())

const opened: StateStore[] = []
afterEach(() => Promise.all(opened.splice(0).map((store) => store.close())))

async function open(): Promise<{ client: Redis; store: StateStore }> {
  const client = await openRedis(server.url)
  const store = await redisState(client)
  opened.push(store)
  return { client, store }
}

describe('state in a real Valkey or Redis', () => {
  expectState(async () => {
    const { client, store } = await open()
    await client.flushall()
    // A server's clock cannot be moved, so its keys are made that much older instead.
    const later = async (ms: number): Promise<void> => {
      for (const key of await client.keys('*')) {
        const left = await client.pttl(key)
        if (left >= 0) await client.pexpire(key, Math.max(0, left - ms))
      }
    }
    return { store, later }
  })

  it('is one for all who share it, news included', async () => {
    const [here, there] = [(await open()).store, (await open()).store]
    await here.write('a', 'one', 10_000)
    expect(await there.read('a')).toBe('one')
    const heard = new Promise<string>((resolve) => void there.hear('order', resolve))
    await here.tell('order', 'ready\nwith lines')
    expect(await heard).toBe('ready\nwith lines')
  })

  it('says at once that it is away, and is there again by itself', async () => {
    const { store } = await open()
    const own: string[] = []
    await store.hear('order', (news) => own.push(news))
    await server.kill()
    await expect(store.read('a')).rejects.toThrow(StateAway)
    await expect(store.create('a', 'one', 1000)).rejects.toThrow(StateAway)
    await expect(store.tell('order', 'ready')).rejects.toThrow(StateAway)
    expect(own).toEqual(['ready'])
    await server.again()
    await vi.waitFor(() => store.write('b', 'one', 10_000), { timeout: 5000, interval: 20 })
    expect(await store.read('b')).toBe('one')
    // News arrives over a separate connection.
    const other = (await open()).store
    const again = async (): Promise<void> => {
      await other.tell('order', 'again')
      expect(own).toContain('again')
    }
    await vi.waitFor(again, { timeout: 5000, interval: 20 })
  })

  it('counts how often a token asks over all relays, and each for itself while it is away', async () => {
    const [here, there] = [await open(), await open()]
    await here.client.flushall()
    const rates = [redisRate(here.client, 80), redisRate(there.client, 80)]
    const told = await Promise.all(Array.from({ length: 100 }, async (_, i) => rates[i % 2]?.('ann')))
    expect(told.filter((wait) => wait === 0)).toHaveLength(80)
    expect(Math.max(...told.map(Number))).toBeGreaterThan(50)
    expect(await rates[0]?.('ben')).toBe(0)
    await server.kill()
    expect(await rates[0]?.('ann')).toBe(0)
    await server.again()
  })

  it('that does not answer is a sentence without what the address may hold', async () => {
    await expect(openRedis('redis://me:secret@127.0.0.1:1')).rejects.toThrow(
      /^STATE_URL: the state at 127\.0\.0\.1:1 does not answer: start it, or correct the address\.$/,
    )
  })
})
