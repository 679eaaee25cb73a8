import { describe, expect, it } from 'vitest'
import { newestJob } from '../support/window.ts'
import { openWorld } from '../support/world.ts'

describe('the whole way, both programs in one process', () => {
  it('ends with the picture on the canvas, after one POST', async () => {
    const world = await openWorld()
    const window = await world.open()
    await world.clock.pass(1000)
    expect(window.store.orders.reasons.peek()).toEqual([])
    window.store.orders.run()
    await world.clock.pass(15_000)
    expect(newestJob(window)).toMatchObject({ phase: 'done', notes: [] })
    expect(world.service.submits()).toHaveLength(1)
    expect(world.frames()).toMatchObject([{ type: 'FRAME', fills: [{ type: 'IMAGE' }] }])
    expect(window.run.problems).toEqual([])
    expect((await world.storage.keys()).filter((name) => name.startsWith('task:'))).toEqual([])
    world.dispose()
  })

  it('runs four variants, three in flight', async () => {
    const world = await openWorld()
    const window = await world.open()
    await world.clock.pass(1000)
    window.store.recipe.setVariants(4)
    window.store.orders.run()
    await world.clock.pass(3000)
    expect(window.store.jobs.list.peek().map(({ phase }) => phase)).toEqual(['queued', 'polling', 'polling', 'polling'])
    expect(world.frames()).toHaveLength(4)
    await world.clock.pass(20_000)
    expect(window.store.jobs.list.peek().map(({ phase }) => phase)).toEqual(['done', 'done', 'done', 'done'])
    const seeds = world.service.submits().map(({ fields }) => fields?.seed)
    expect(new Set(seeds).size).toBe(4)
    world.dispose()
  })
})
