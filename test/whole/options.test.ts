import { describe, expect, it } from 'vitest'
import { findLight } from '../../src/core/lights.ts'
import { studies } from '../../src/core/studies.ts'
import type { Window } from '../support/window.ts'
import { type World, openWorld } from '../support/world.ts'

type Facts = { type: string; name: string; id: string; pluginData?: Record<string, string>; characters?: string }

const all = (world: World, id: string): Facts[] =>
  world.host.children(id).flatMap((child) => [world.host.describe(child) as Facts, ...all(world, child)])

const recipes = (world: World): { look: string; light: string; seed: number; source: { id: string } }[] =>
  all(world, world.page).flatMap(({ pluginData }) => (pluginData?.recipe ? [JSON.parse(pluginData.recipe)] : []))

const phases = (window: Window): string[] => window.store.jobs.peek().map(({ phase }) => phase)

const opened = async (): Promise<{ world: World; window: Window }> => {
  const world = await openWorld()
  // The font of the headings comes from the disk: the clock of the test would not wait for it.
  await world.host.author(`async (figma) => { await figma.loadFontAsync({ family: 'Inter', style: 'Regular' }); return 1 }`)
  const window = await world.open()
  await world.clock.pass(1000)
  return { world, window }
}

/** Four looks and three lights. */
const choose = ({ store }: Window): void => {
  store.moreLooks.setOpen(true)
  store.moreLights.setOpen(true)
  for (const id of ['brick', 'concrete', 'timber', 'sketch'])
    if (!store.moreLooks.chosen.peek().some((one) => one.id === id)) store.moreLooks.toggle(id)
  for (const id of ['dusk', 'night']) store.moreLights.toggle(id)
}

describe('many options of one frame', () => {
  it('ask once, and come as a labelled sheet, three in flight', async () => {
    const { world, window } = await opened()
    choose(window)
    const { looks, lights } = { looks: window.store.moreLooks.chosen.peek(), lights: window.store.moreLights.chosen.peek() }
    const count = looks.length * lights.length
    expect(window.store.runLabel.peek()).toBe(`Restyle 1 frame × ${looks.length} looks × 3 lights = ${count} pictures`)
    window.store.run()
    await world.clock.settle()
    expect(window.store.pending.peek()).toMatchObject({ count })
    expect(world.service.submits()).toHaveLength(0)
    window.store.confirm()
    await world.clock.pass(3000)
    expect(phases(window).filter((phase) => phase === 'polling')).toHaveLength(3)
    await world.clock.pass(60_000)
    expect(new Set(phases(window))).toEqual(new Set(['done']))
    expect(world.service.submits()).toHaveLength(count)
    expect(recipes(world)).toHaveLength(count)
    expect(new Set(recipes(world).map(({ seed }) => seed)).size).toBe(count)
    const heads = all(world, world.page).flatMap(({ characters }) => characters ?? [])
    expect(new Set(heads)).toEqual(new Set([...looks, ...lights].map(({ label }) => label)))
    expect(window.run.problems).toEqual([])
    world.dispose()
  })
})

describe('a study', () => {
  it('lays a titled strip under the same seed', async () => {
    const { world, window } = await opened()
    const [sun] = studies
    window.store.study(sun)
    await world.clock.pass(40_000)
    expect(phases(window)).toEqual(Array.from({ length: 7 }, () => 'done'))
    expect(new Set(recipes(world).map(({ seed }) => seed)).size).toBe(1)
    expect(recipes(world).map(({ light }) => findLight(light).label)).toEqual(sun.options.map(({ label }) => label))
    expect(all(world, world.page).find(({ type }) => type === 'SECTION')).toMatchObject({ name: 'Source, Sun study' })
    world.dispose()
  })
})

/** More frames like the sample, side by side under it. */
const addFrames = (world: World, count: number, width = 400, height = 300): Promise<string[]> =>
  world.host.author<string[]>(`async (figma) => Array.from({ length: ${count} }, (_, index) => {
    const frame = figma.createFrame()
    frame.name = 'Screen ' + (index + 1)
    frame.resize(${width} + index, ${height})
    frame.x = index * 600
    frame.y = 2000
    frame.fills = [{ type: 'SOLID', color: { r: 0.5, g: 0.6, b: 0.7 } }]
    return frame.id
  })`)

type Box = { x: number; y: number; width: number; height: number }

const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width - 0.01 && b.x < a.x + a.width - 0.01 && a.y < b.y + b.height - 0.01 && b.y < a.y + a.height - 0.01

const boxOf = (world: World, id: string): Box => world.host.box(id) ?? { x: 0, y: 0, width: 0, height: 0 }

describe('an option that is already there', () => {
  it('is shown again and not paid again, where the recipe is the same, seed and all', async () => {
    const { world, window } = await opened()
    const { store } = window
    store.setSeed(77)
    store.lockSeed(true)
    store.moreLights.setOpen(true)
    store.moreLights.toggle('dusk')
    store.run()
    await world.clock.pass(30_000)
    expect(world.service.submits()).toHaveLength(2)
    store.moreLights.toggle('night')
    store.run()
    await world.clock.pass(30_000)
    expect(world.service.submits()).toHaveLength(3)
    const jobs = store.jobs.peek()
    expect(jobs.map(({ phase }) => phase)).toEqual(Array.from({ length: 5 }, () => 'done'))
    expect(jobs.filter((job) => job.phase === 'done' && job.notes.includes('reused'))).toHaveLength(2)
    expect(recipes(world)).toHaveLength(5)
    world.dispose()
  })

  it('is made anew when its source has changed', async () => {
    const { world, window } = await opened()
    const { store } = window
    store.lockSeed(true)
    store.moreLights.setOpen(true)
    store.moreLights.toggle('dusk')
    store.run()
    await world.clock.pass(30_000)
    await world.host.author(`async (figma) => { (await figma.getNodeByIdAsync('${world.source}')).resize(500, 300); return 1 }`)
    await world.clock.pass(2000)
    store.run()
    await world.clock.pass(30_000)
    expect(world.service.submits()).toHaveLength(4)
    world.dispose()
  })
})

describe('one look over many frames', () => {
  it('goes through all of them, at most three in flight, under one seed, each beside its own', async () => {
    const { world, window } = await opened()
    const ids = await addFrames(world, 60)
    world.host.select(ids)
    await world.clock.pass(1000)
    expect(window.store.runLabel.peek()).toBe('Restyle 60 frames')
    window.store.run()
    await world.clock.settle()
    expect(window.store.pending.peek()).toMatchObject({ count: 60 })
    window.store.confirm()
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
  })

  it('lays them on one board with the names of the frames, each in its own size', async () => {
    const { world, window } = await opened()
    const ids = await addFrames(world, 3)
    world.host.select(ids)
    await world.clock.pass(1000)
    window.store.isBoard.value = true
    window.store.run()
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
    expect(window.store.targets.peek().skipped).toEqual([{ id: cut, name: 'Cut', why: 'slice' }])
    window.store.run()
    await world.clock.pass(20_000)
    expect(phases(window)).toEqual(['done'])
    world.dispose()
  })
})

describe('a sheet among 200 neighbours', () => {
  it('overlaps none of them', async () => {
    const { world, window } = await opened()
    await world.host.author(`async (figma) => { for (let i = 0; i < 200; i++) {
      const node = figma.createRectangle()
      node.resize(90 + (i * 37) % 200, 60 + (i * 53) % 240)
      node.x = 300 + (i * 131) % 5000
      node.y = -400 + (i * 277) % 2400
    } return 1 }`)
    choose(window)
    window.store.run()
    window.store.confirm()
    await world.clock.pass(60_000)
    const sheet = world.host.children(world.page).find((id) => world.host.describe(id)?.type === 'SECTION') ?? ''
    const others = world.host.children(world.page).filter((id) => id !== sheet)
    expect(others.filter((id) => overlaps(boxOf(world, sheet), boxOf(world, id)))).toEqual([])
    const cells = world.host.children(sheet)
    cells.forEach((id, index) => {
      for (const other of cells.slice(index + 1)) expect(overlaps(boxOf(world, id), boxOf(world, other))).toBe(false)
    })
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
    window.store.takeAs('scene')
    window.store.setScene({ padding: 40, background: '#dddddd' })
    await world.clock.pass(1000)
    expect(window.store.runLabel.peek()).toBe('Restyle scene')
    expect(window.store.target.peek()).toMatchObject({ name: 'Screen 1 and 1 more', size: { width: 1081, height: 380 } })
    window.store.run()
    await world.clock.pass(20_000)
    expect(phases(window)).toEqual(['done'])
    const [result] = all(world, world.page).filter(({ pluginData }) => pluginData?.recipe)
    expect(result).toMatchObject({ width: 1081, height: 380 })
    expect(recipes(world)).toMatchObject([{ source: { id: ids[0], scene: { ids, padding: 40, background: '#dddddd' } } }])
    expect(ids.map((id) => world.host.describe(id))).toEqual(before)
    world.dispose()
  })
})

describe('more like a picture', () => {
  it('stands in its row, under new seeds, and its row keeps clear of others', async () => {
    const { world, window } = await opened()
    window.store.run()
    await world.clock.pass(15_000)
    const [first] = all(world, world.page).filter(({ pluginData }) => pluginData?.recipe)
    world.host.select([first?.id ?? ''])
    await world.clock.pass(2000)
    expect(window.store.sourceNow.peek()).toBe('same')
    window.store.more()
    await world.clock.pass(30_000)
    const made = all(world, world.page).filter(({ pluginData }) => pluginData?.recipe) as (Facts & Box)[]
    expect(made).toHaveLength(5)
    expect(new Set(recipes(world).map(({ seed }) => seed)).size).toBe(5)
    expect(new Set(made.map(({ y }) => y)).size).toBe(1)
    expect(new Set(made.map(({ x }) => x)).size).toBe(5)
    world.dispose()
  })

  it('tells when its source has changed, and when it is gone', async () => {
    const { world, window } = await opened()
    window.store.run()
    await world.clock.pass(15_000)
    const [first] = all(world, world.page).filter(({ pluginData }) => pluginData?.recipe)
    await world.host.author(`async (figma) => { (await figma.getNodeByIdAsync('${world.source}')).resize(400, 500); return 1 }`)
    world.host.select([first?.id ?? ''])
    await world.clock.pass(2000)
    expect(window.store.sourceNow.peek()).toBe('changed')
    world.host.remove(world.source)
    world.host.select([])
    world.host.select([first?.id ?? ''])
    await world.clock.pass(2000)
    expect(window.store.sourceNow.peek()).toBe('gone')
    const posts = world.service.submits().length
    window.store.more()
    await world.clock.pass(5000)
    expect(window.store.status.peek()).toBe('Its source is not in this file.')
    expect(world.service.submits()).toHaveLength(posts)
    world.dispose()
  })
})
