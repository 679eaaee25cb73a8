// A window behind the real relay in team mode: it has a token and no key, and may stay closed for an hour.

import { describe, expect, it } from 'vitest'
import { memoryStore } from '../../relay/keep/memory.ts'
import { createRelay } from '../../relay/relay.ts'
import type { VirtualClock } from '../support/clock.ts'
import type { Window } from '../support/window.ts'
import { type World, key, openWorld } from '../support/world.ts'

const base = 'http://localhost:8787'
const token = 'token-of-a-designer'
const minute = 60_000

/** Digests are computed on another thread that the clock does not know of, so the clock stops until they are done. */
async function standing<T>(clock: VirtualClock, work: Promise<T>): Promise<T> {
  let isOver = false
  const hold = (): void => {
    clock.note()
    if (!isOver) setImmediate(hold)
  }
  hold()
  return work.finally(() => (isOver = true))
}

/** The relay keeps pictures for `minutes`, and checks them every five seconds as on Node. */
function throughRelay(minutes: number | null) {
  return (service: typeof fetch, clock: VirtualClock): typeof fetch => {
    const relay = createRelay({
      upstreamUrl: 'https://api.cometapi.com',
      fetch: service,
      team: { key, tokens: [token] },
      now: () => clock.now(),
      ...(minutes === null ? {} : { keep: { store: memoryStore(), minutes, maxBytes: 100_000_000 } }),
    })
    const sweep = (): void => {
      clock.setTimeout(() => void standing(clock, relay.sweep()).then(sweep), 5000)
    }
    if (minutes !== null) sweep()
    return async (input, init) => {
      const request = new Request(input, init)
      // A held poll needs time to pass, and the clock stops while the relay works.
      request.headers.delete('prefer')
      return standing(clock, Promise.resolve(relay.fetch(request)))
    }
  }
}

function team(minutes: number | null): Promise<World> {
  return openWorld({
    settings: { key: token, baseUrl: base },
    through: throughRelay(minutes),
    // Links and results expire like the maker's, and only the relay lets a window read pictures.
    service: { taskMs: 6000, imageCors: false },
  })
}

/** A connection that loses the first answers to orders. */
function losingAnswers(fetching: typeof fetch, count: number): typeof fetch {
  let left = count
  return async (input, init) => {
    const response = await fetching(input, init)
    if (init?.method !== 'POST' || left === 0) return response
    left -= 1
    throw new TypeError('Failed to fetch')
  }
}

function filled(world: World): number {
  return world.frames().filter(({ fills }) => (fills as { type: string }[])[0]?.type === 'IMAGE').length
}

/** The look comes from a layer: an order with another picture would be refused under the same idempotency key. */
async function takeBoard({ host }: World, { store }: Window): Promise<void> {
  const id = await host.author<string>('async (figma) => figma.createFrame().id')
  store.recipe.chooseModel('flux-2-pro')
  await store.reference.takeLayer({ id, name: 'Board' })
  expect(store.recipe.reference.peek()).toMatchObject({ name: 'Board' })
}

async function orderAndLeave(world: World): Promise<void> {
  const window = await world.open()
  await world.clock.pass(1000)
  window.store.orders.run()
  await world.clock.pass(3000)
  expect(window.store.jobs.list.peek()).toMatchObject([{ phase: 'polling' }])
  window.kill()
}

describe('a window behind a relay of a team', () => {
  it('gets its picture with a token, and the key is nowhere but between relay and service', async () => {
    const world = await team(null)
    const window = await world.open()
    await world.clock.pass(1000)
    window.store.orders.run()
    await world.clock.pass(30_000)
    expect(window.store.jobs.list.peek()).toMatchObject([{ phase: 'done' }])
    expect(filled(world)).toBe(1)
    expect(world.service.submits().map(({ headers }) => headers['authorization'])).toEqual([`Bearer ${key}`])
    const stored = await Promise.all((await world.storage.keys()).map((name) => world.storage.get(name)))
    expect(JSON.stringify([world.leaks, stored, world.host.save()])).not.toContain(key)
    world.dispose()
  })

  it('that was closed for an hour finds its picture at a relay that keeps it, paid once', async () => {
    const world = await team(90)
    await orderAndLeave(world)
    await world.clock.pass(60 * minute)
    const next = await world.open()
    await world.clock.pass(30_000)
    expect(next.store.jobs.list.peek()).toMatchObject([{ phase: 'done' }])
    expect(filled(world)).toBe(1)
    expect(world.service.submits()).toHaveLength(1)
    world.dispose()
  })

  it.each([
    ['keeps nothing', null],
    ['kept it for half an hour', 30],
  ])('that was closed for an hour is told the truth where the relay %s', async (_, minutes) => {
    const world = await team(minutes)
    await orderAndLeave(world)
    await world.clock.pass(60 * minute)
    const next = await world.open()
    // An answer that denies the task is believed after a minute without any other answer.
    await world.clock.pass(90_000)
    expect(next.store.jobs.list.peek()).toMatchObject([{ phase: 'failed', failure: { code: 'expired', charged: 'yes' } }])
    expect(filled(world)).toBe(0)
    expect(world.service.submits()).toHaveLength(1)
    world.dispose()
  })

  it('whose token is not known is told that its key is not accepted, at no cost', async () => {
    const world = await openWorld({ settings: { key: 'token-of-a-stranger', baseUrl: base }, through: throughRelay(null) })
    const window = await world.open()
    await world.clock.pass(1000)
    window.store.orders.run()
    await world.clock.pass(10_000)
    expect(window.store.jobs.list.peek()).toMatchObject([{ phase: 'failed', failure: { code: 'key-rejected', charged: 'no' } }])
    expect(world.service.requests).toEqual([])
    world.dispose()
  })

  it('goes on by itself where the line broke while its order was sent, and pays once', async () => {
    const world = await openWorld({
      settings: { key: token, baseUrl: base },
      through: (service, clock) => losingAnswers(throughRelay(null)(service, clock), 2),
      service: { taskMs: 6000, imageCors: false },
    })
    const window = await world.open()
    await world.clock.pass(1000)
    window.store.orders.run()
    await world.clock.pass(60_000)
    expect(window.store.jobs.list.peek()).toMatchObject([{ phase: 'done' }])
    expect(filled(world)).toBe(1)
    expect(world.service.accepted).toHaveLength(1)
    world.dispose()
  })

  it.each([
    ['a chosen look', async () => {}],
    ['the look of a layer', takeBoard],
  ])('goes on by itself where its window was killed while its order of %s was sent, and pays once', async (_, prepare) => {
    const world = await team(null)
    const window = await world.open()
    await world.clock.pass(1000)
    await prepare(world, window)
    let isKilled = false
    world.crossings.heard = (what: string) => {
      if (isKilled || what !== 'answer' || world.service.accepted.length === 0) return
      isKilled = true
      window.kill()
    }
    window.store.orders.run()
    await world.clock.pass(20_000)
    expect(isKilled).toBe(true)
    const next = await world.open()
    await world.clock.pass(60_000)
    expect(next.store.jobs.list.peek()).toMatchObject([{ phase: 'done' }])
    expect(filled(world)).toBe(1)
    expect(world.service.accepted).toHaveLength(1)
    world.dispose()
  })
})
