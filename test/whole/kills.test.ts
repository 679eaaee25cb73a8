import { describe, expect, it } from 'vitest'
import { memoryStorage } from '../../playground/host/node.ts'
import type { Job } from '../../src/core/job/job.ts'
import { readRecord } from '../../src/core/base/read.ts'
import type { Window } from '../support/window.ts'
import { newestJob } from '../support/window.ts'
import { type World, type WorldOptions, openWorld } from '../support/world.ts'

/** Every step of the data flow is a kill point: placeholder, intent, POST, its answer, the id, polls, the picture, the fill. */
const allHops = ['call begin', 'call intend', 'POST', 'answer', 'call accept', 'GET', 'call fill']
const pictureHop = 'GET /durable'

/** Up to the picture, the steps are the same for all. */
const deliveries: readonly (readonly [string, WorldOptions, readonly string[]])[] = [
  ['read by the window', { service: { taskMs: 3000 } }, allHops],
  ['read by the sandbox', { service: { taskMs: 3000, imageCors: false }, sandboxReads: true }, [pictureHop, 'call fill']],
  ['brought by a person', { service: { taskMs: 3000, imageCors: false } }, [pictureHop, 'call fill']],
]

function isBlocked(job: Job): boolean {
  return job.phase === 'failed' && job.failure.code === 'delivery-blocked'
}

/** What a user does when no delivery method works: saves the picture and drops it on the job. */
async function bringAll(world: World, window: Window): Promise<void> {
  for (const job of window.store.jobs.list.peek().filter(isBlocked)) {
    const { bytes } = await (world.service.accepted[0]?.painted ?? Promise.reject(new Error('nothing was accepted')))
    window.store.jobs.dropPicture(job.key, new Blob([new Uint8Array(bytes)]))
    for (let turn = 0; turn < 50; turn++) await world.clock.settle()
  }
}

/** Runs one order and ends the window at the `nth` crossing. Returns what was crossing; nothing if there were fewer crossings. */
async function runUntil(world: World, how: 'close' | 'kill', nth: number): Promise<string | null> {
  const window = await world.open()
  await world.clock.pass(1000)
  let [count, point]: [number, string | null] = [0, null]
  world.crossings.heard = (what) => {
    count += 1
    if (count !== nth) return
    point = what
    window[how]()
  }
  window.store.orders.run()
  await world.clock.pass(8000)
  if (point === null) await bringAll(world, window)
  world.crossings.heard = () => {}
  if (point === null) window.close()
  return point
}

/** The number (from 1) of the first crossing of an undisturbed order that starts like this. */
async function crossingOf(options: WorldOptions, start: string): Promise<number> {
  const world = await openWorld(options)
  const points: string[] = []
  const window = await world.open()
  await world.clock.pass(1000)
  world.crossings.heard = (what) => void points.push(what)
  window.store.orders.run()
  await world.clock.pass(8000)
  world.dispose()
  return 1 + points.findIndex((point) => point.includes(start))
}

function filled(world: World): Record<string, unknown>[] {
  return world.frames().filter(({ fills }) => (fills as { type: string }[])[0]?.type === 'IMAGE')
}

describe.each(deliveries)('a window that ends at any moment, the picture %s', (_, options, hops) => {
  it.each(['close', 'kill'] as const)('loses nothing and pays once: %s', async (how) => {
    const points: string[] = []
    for (let nth = await crossingOf(options, hops[0] ?? ''); ; nth++) {
      const world = await openWorld(options)
      const point = await runUntil(world, how, nth)
      const isIdKnown = JSON.stringify(await Promise.all((await world.storage.keys()).map((name) => world.storage.get(name)))).includes(
        '"accepted"',
      )
      const wasDone = filled(world).length === 1
      const next = await world.open()
      await world.clock.pass(60_000)
      await bringAll(world, next)

      const at = `at crossing ${nth}, ${point ?? 'none'}`
      expect(world.service.submits().length, at).toBeLessThanOrEqual(1)
      expect(filled(world).length, at).toBe(isIdKnown || wasDone ? 1 : 0)
      const told = next.store.jobs.list.peek().map((job) => (job.phase === 'failed' ? job.failure.code : job.phase))
      if (world.service.accepted.length === 1 && filled(world).length === 0) {
        // The id was lost with the window: the job says so and is not sent again automatically.
        expect(told, at).toEqual(['maybe-submitted'])
        expect(world.frames(), at).toMatchObject([{ name: expect.stringMatching(/ · no picture$/) as string }])
      }
      if (filled(world).length === 1)
        expect(
          (await world.storage.keys()).filter((name) => name.startsWith('task:')),
          at,
        ).toEqual([])
      world.dispose()
      if (point === null) break
      points.push(point)
    }
    for (const hop of hops)
      expect(
        points.some((point) => point.includes(hop)),
        hop,
      ).toBe(true)
  })
})

describe('a picture that was filled, but whose record outlived the window', () => {
  it('is known to be there, also when the service has forgotten it', async () => {
    const world = await openWorld()
    const window = await world.open()
    await world.clock.pass(1000)
    // Crash after the canvas was written and before the storage was.
    const drop = world.storage.delete
    world.storage.delete = async () => {}
    window.store.orders.run()
    await world.clock.pass(20_000)
    expect(filled(world)).toHaveLength(1)
    window.kill()
    world.storage.delete = drop
    await world.clock.pass(3_600_000)
    const asked = world.service.requests.length
    const next = await world.open()
    await world.clock.pass(20_000)
    expect(next.store.jobs.list.peek().map((job) => (job.phase === 'failed' ? job.failure.code : job.phase))).toEqual([])
    expect(world.service.requests).toHaveLength(asked)
    expect(filled(world)).toHaveLength(1)
    expect((await world.storage.keys()).filter((name) => name.startsWith('task:'))).toEqual([])
    world.dispose()
  })
})

describe('an order that was closed before its turn', () => {
  it('comes back held, in order, and goes on when it is asked to', async () => {
    const world = await openWorld()
    const window = await world.open()
    await world.clock.pass(1000)
    window.store.recipe.setVariants(5)
    window.store.orders.run()
    await world.clock.pass(2000)
    window.close()
    await world.clock.pass(1000)
    const next = await world.open()
    await world.clock.pass(20_000)
    const held = next.store.jobs.list.peek().filter((job) => job.phase === 'queued')
    expect(held).toMatchObject([{ isHeld: true }, { isHeld: true }])
    expect(world.service.submits()).toHaveLength(3)
    expect(filled(world)).toHaveLength(3)
    for (const job of held) next.store.failureActions.retry(job.key)
    await world.clock.pass(20_000)
    expect(filled(world)).toHaveLength(5)
    expect(new Set(world.service.submits().map(({ fields }) => fields?.seed)).size).toBe(5)
    world.dispose()
  })

  it('leaves nothing behind when it is removed instead', async () => {
    const world = await openWorld()
    const window = await world.open()
    await world.clock.pass(1000)
    window.store.recipe.setVariants(4)
    window.store.orders.run()
    await world.clock.pass(2000)
    window.kill()
    const next = await world.open()
    await world.clock.pass(20_000)
    const [held] = next.store.jobs.list.peek().filter((job) => job.phase === 'queued')
    next.store.jobs.dismiss(held?.key ?? '')
    await world.clock.pass(1000)
    expect(world.frames()).toHaveLength(3)
    expect((await world.storage.keys()).filter((name) => name.startsWith('task:'))).toEqual([])
    world.dispose()
  })
})

describe('stopping', () => {
  it('a run leaves what the service holds; each of those can be cancelled; counts return to zero', async () => {
    const world = await openWorld()
    const window = await world.open()
    await world.clock.pass(1000)
    window.store.recipe.setVariants(6)
    window.store.orders.run()
    await world.clock.pass(2000)
    window.store.jobs.stop(newestJob(window).run)
    await world.clock.pass(500)
    expect(world.frames()).toHaveLength(3)
    expect(window.store.jobs.list.peek().filter(({ phase }) => phase === 'cancelled')).toHaveLength(3)
    for (const { key } of window.store.jobs.list.peek()) window.store.jobs.cancel(key)
    await world.clock.pass(30_000)
    expect(world.frames()).toEqual([])
    expect(world.service.submits()).toHaveLength(3)
    window.store.recipe.setVariants(1)
    window.store.orders.run()
    await world.clock.pass(20_000)
    expect(filled(world)).toHaveLength(1)
    world.dispose()
  })

  it('what an earlier window had sent never says that it was free, also while it waits for a slot', async () => {
    const world = await openWorld({ settings: { parallel: 6 }, service: { taskMs: 60_000 } })
    const window = await world.open()
    await world.clock.pass(1000)
    window.store.recipe.setVariants(6)
    window.store.orders.run()
    await world.clock.pass(5000)
    expect(world.service.accepted).toHaveLength(6)
    window.kill()
    await world.storage.set('settings', { ...readRecord(await world.storage.get('settings')), parallel: 1 })
    const next = await world.open()
    for (const { key } of next.store.jobs.list.peek()) next.store.jobs.cancel(key)
    await world.clock.pass(1000)
    const stopped = next.store.jobs.list.peek().filter((job) => job.phase === 'cancelled')
    expect(stopped).toHaveLength(6)
    expect(stopped.map((job) => (job.phase === 'cancelled' ? job.charged : ''))).not.toContain('no')
    world.dispose()
  })
})

describe('storage that fails', () => {
  it('after the order leaves the placeholder to tell what was sent: the next window fetches it and never sends it again', async () => {
    const inner = memoryStorage()
    let isFull = false
    const world = await openWorld({
      storage: { ...inner, set: (name, value) => (isFull ? Promise.reject(new Error('full')) : inner.set(name, value)) },
      service: { taskMs: 60_000 },
    })
    const window = await world.open()
    await world.clock.pass(1000)
    window.store.recipe.setVariants(2)
    world.crossings.heard = (what) => {
      isFull ||= what.endsWith('call intend')
    }
    window.store.orders.run()
    await world.clock.pass(3000)
    for (const job of window.store.jobs.list.peek()) if (job.phase === 'queued' && job.isHeld) window.store.failureActions.retry(job.key)
    await world.clock.pass(3000)
    expect(world.service.accepted).toHaveLength(2)
    window.kill()
    const next = await world.open()
    expect(next.store.jobs.list.peek().map(({ phase }) => phase)).toEqual(['polling', 'polling'])
    await world.clock.pass(120_000)
    expect(filled(world)).toHaveLength(2)
    expect(world.service.submits()).toHaveLength(2)
    world.dispose()
  })

  it('is told before anything is paid, and the picture still lands while the window stays open', async () => {
    let isFull = false
    const values = new Map<string, unknown>()
    const world = await openWorld({
      storage: {
        get: async (name) => structuredClone(values.get(name)),
        set: async (name, value) => {
          if (isFull) throw new Error('full')
          values.set(name, structuredClone(value))
        },
        delete: async (name) => void values.delete(name),
        keys: async () => [...values.keys()],
      },
    })
    const window = await world.open()
    await world.clock.pass(1000)
    isFull = true
    window.store.orders.run()
    await world.clock.pass(5000)
    expect(window.store.jobs.isStorageAtRisk.peek()).toBe(true)
    expect(window.store.jobs.list.peek()).toMatchObject([{ phase: 'queued', isHeld: true }])
    expect(world.service.submits()).toHaveLength(0)
    window.store.failureActions.retry(window.store.jobs.list.peek()[0]?.key ?? '')
    await world.clock.pass(20_000)
    expect(window.store.jobs.list.peek()).toMatchObject([{ phase: 'done' }])
    world.dispose()
  })

  it.each([
    ['garbage', 'nonsense'],
    ['a later version', { version: 99, key: 'task', state: 'thought' }],
    ['half a record', { version: 1, key: 'x', state: 'accepted' }],
  ])('holding %s stops nothing and is left alone', async (_, value) => {
    const world = await openWorld()
    await world.storage.set('task:x', value)
    const window = await world.open()
    await world.clock.pass(1000)
    expect(window.store.connection.isLoaded.peek()).toBe(true)
    window.store.orders.run()
    await world.clock.pass(20_000)
    expect(filled(world)).toHaveLength(1)
    expect(await world.storage.get('task:x')).toEqual(value)
    world.dispose()
  })
})
