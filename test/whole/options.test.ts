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
