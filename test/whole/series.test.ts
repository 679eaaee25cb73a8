import { describe, expect, it } from 'vitest'
import { type Box, type Facts, all, opened, phases, recipes } from '../support/gallery.ts'
import type { World } from '../support/world.ts'

/** More frames like the sample, side by side below it. */
function addFrames(world: World, count: number, width = 400, height = 300): Promise<string[]> {
  return world.host.author<string[]>(`async (figma) => Array.from({ length: ${count} }, (_, index) => {
    const frame = figma.createFrame()
    frame.name = 'Screen ' + (index + 1)
    frame.resize(${width} + index, ${height})
    frame.x = index * 600
    frame.y = 2000
    frame.fills = [{ type: 'SOLID', color: { r: 0.5, g: 0.6, b: 0.7 } }]
    return frame.id
  })`)
}

describe('one look over many frames', () => {
  it('goes through all of them, at most three in flight, under one seed, each beside its own', async () => {
    const { world, window } = await opened()
    const ids = await addFrames(world, 60)
    world.host.select(ids)
    await world.clock.pass(1000)
    expect(window.store.orders.making.peek().label).toBe('Restyle into 60 pictures')
    window.store.orders.run()
    await world.clock.settle()
    expect(window.store.orders.pending.peek()).toMatchObject({ count: 60 })
    window.store.orders.confirm()
    let most = 0
    for (let second = 0; second < 400 && phases(window).some((phase) => phase !== 'done'); second++) {
      await world.clock.pass(1000)
      most = Math.max(most, phases(window).filter((phase) => phase !== 'queued' && phase !== 'done').length)
    }
    expect(most).toBe(3)
    const made = recipes(world)
    expect(new Set(made.map(({ source }) => source.id))).toEqual(new Set(ids))
    expect(new Set(made.map(({ seed }) => seed)).size).toBe(1)
    expect(world.service.submits()).toHaveLength(60)
    world.dispose()
  }, 120_000)

  it('lays them on one board with the names of the frames, each in its own size', async () => {
    const { world, window } = await opened()
    const ids = await addFrames(world, 3)
    world.host.select(ids)
    await world.clock.pass(1000)
    window.store.orders.isBoard.value = true
    window.store.orders.run()
    await world.clock.pass(30_000)
    const board = all(world, world.page).find(({ type }) => type === 'SECTION')
    const inside = world.host.children(board?.id ?? '').map((id) => world.host.describe(id) as Facts & Box)
    expect(inside.flatMap(({ characters }) => characters ?? [])).toEqual(['Screen 1', 'Screen 2', 'Screen 3'])
    expect(inside.filter(({ type }) => type === 'FRAME').map(({ width }) => width)).toEqual([400, 401, 402])
    world.dispose()
  })

  it('names what is left out, and goes on with the rest', async () => {
    const { world, window } = await opened()
    const [first = ''] = await addFrames(world, 1)
    const cut = await world.host.author<string>(`async (figma) => { const node = figma.createSlice(); node.name = 'Cut'; return node.id }`)
    world.host.select([first, cut])
    await world.clock.pass(1000)
    expect(window.store.selection.targets.peek().skipped).toEqual([{ id: cut, name: 'Cut', why: 'slice' }])
    window.store.orders.run()
    await world.clock.pass(20_000)
    expect(phases(window)).toEqual(['done'])
    world.dispose()
  })
})

describe('several layers as one scene', () => {
  it('become one picture in the box of all of them, with padding, and stay as they were', async () => {
    const { world, window } = await opened()
    const ids = await addFrames(world, 2)
    const before = ids.map((id) => world.host.describe(id))
    world.host.select(ids)
    await world.clock.pass(1000)
    window.store.selection.setMode('scene')
    window.store.selection.setScene({ padding: 40, background: '#dddddd' })
    await world.clock.pass(1000)
    expect(window.store.orders.making.peek().label).toBe('Restyle as one picture')
    expect(window.store.selection.target.peek()).toMatchObject({ name: 'Screen 1 and 1 more', size: { width: 1081, height: 380 } })
    window.store.orders.run()
    await world.clock.pass(20_000)
    expect(phases(window)).toEqual(['done'])
    const [result] = all(world, world.page).filter(({ pluginData }) => pluginData?.recipe)
    expect(result).toMatchObject({ width: 1081, height: 380 })
    expect(recipes(world)).toMatchObject([{ source: { id: ids[0], scene: { ids, padding: 40, background: '#dddddd' } } }])
    expect(ids.map((id) => world.host.describe(id))).toEqual(before)
    world.host.select([result?.id ?? ''])
    await world.clock.pass(2000)
    window.store.madeWith.remix()
    await world.clock.pass(1000)
    expect(world.host.selection()).toEqual(ids)
    expect(window.store.selection.target.peek()?.subject).toEqual({ id: ids[0], scene: { ids, padding: 40, background: '#dddddd' } })
    world.dispose()
  })
})
