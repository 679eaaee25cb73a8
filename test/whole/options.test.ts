import { describe, expect, it } from 'vitest'
import { findLight } from '../../src/core/look/lights.ts'
import { studies } from '../../src/core/look/studies.ts'
import { type Box, type Facts, all, boxOf, opened, overlaps, phases, recipes } from '../support/gallery.ts'
import type { Window } from '../support/window.ts'

/** Four looks and three lights. */
function choose({ store }: Window): void {
  store.recipe.moreLooks.setOpen(true)
  store.recipe.moreLights.setOpen(true)
  for (const id of ['brick', 'concrete', 'timber', 'sketch'])
    if (!store.recipe.moreLooks.chosen.peek().some((one) => one.id === id)) store.recipe.moreLooks.toggle(id)
  for (const id of ['dusk', 'night']) store.recipe.moreLights.toggle(id)
}

describe('many options of one frame', () => {
  it('ask once, and come as a labelled sheet, three in flight', async () => {
    const { world, window } = await opened()
    choose(window)
    const { looks, lights } = { looks: window.store.recipe.moreLooks.chosen.peek(), lights: window.store.recipe.moreLights.chosen.peek() }
    const count = looks.length * lights.length
    expect(window.store.orders.making.peek().label).toBe(`Restyle into ${count} pictures`)
    window.store.orders.run()
    await world.clock.settle()
    expect(window.store.orders.pending.peek()).toMatchObject({ count })
    expect(world.service.submits()).toHaveLength(0)
    window.store.orders.confirm()
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
    window.store.orders.study(sun)
    expect(window.store.orders.making.peek().label).toBe(`Restyle into ${sun.options.length} pictures`)
    window.store.orders.run()
    await world.clock.pass(40_000)
    expect(phases(window)).toEqual(Array.from({ length: 7 }, () => 'done'))
    expect(new Set(recipes(world).map(({ seed }) => seed)).size).toBe(1)
    expect(recipes(world).map(({ light }) => findLight(light).label)).toEqual(sun.options.map(({ label }) => label))
    expect(all(world, world.page).find(({ type }) => type === 'SECTION')).toMatchObject({ name: 'Source, Sun study' })
    world.dispose()
  })
})

describe('a series beside the other choices', () => {
  const [sun] = studies

  it('takes the looks, the wordings and the variants along, and gives the lights', async () => {
    const { world, window } = await opened()
    const { recipe, orders } = window.store
    recipe.moreLooks.toggle('brick')
    recipe.setWords('{oak | walnut} floor')
    recipe.setVariants(2)
    orders.study(sun)
    expect(orders.making.peek()).toMatchObject({ label: 'Restyle into 56 pictures', count: 56 })
    expect(orders.making.peek().sum).toMatch(/^1 frame × 2 looks × 2 wordings × 2 variants × Sun study/)
    recipe.setWords('')
    recipe.setVariants(1)
    orders.run()
    await world.clock.settle()
    orders.confirm()
    await world.clock.pass(120_000)
    expect(new Set(recipes(world).map(({ look, light }) => `${look} ${light}`)).size).toBe(14)
    expect(new Set(recipes(world).map(({ seed }) => seed)).size).toBe(1)
    expect(window.run.problems).toEqual([])
    world.dispose()
  })

  it('is made until enough lines are kept, where that is chosen', async () => {
    const { world, window } = await opened()
    window.store.recipe.isUntilOn.value = true
    window.store.orders.study(sun)
    expect(window.store.orders.making.peek()).toMatchObject({ isAtMost: true, count: sun.options.length * 4 })
    world.dispose()
  })

  it('gives way to a light that is chosen after it, and that is said', async () => {
    const { world, window } = await opened()
    const { recipe, orders, notices } = window.store
    orders.study(sun)
    recipe.chooseLook('brick')
    recipe.moreLights.setOpen(true)
    expect(orders.plan.peek()).toMatchObject({ kind: 'study' })
    recipe.moreLights.toggle('dusk')
    expect(orders.making.peek().label).toBe('Restyle into 2 pictures')
    expect(notices.status.peek()).toBe('Restyle makes what is chosen above.')
    world.dispose()
  })
})

describe('a selected picture', () => {
  it('is named by the button where it is to be restyled itself', async () => {
    const { world, window } = await opened()
    const { orders, jobs, selection } = window.store
    orders.run()
    await world.clock.pass(20_000)
    const [made] = jobs.list.peek()
    if (made?.phase !== 'done') throw new Error('no picture')
    world.host.select([made.nodeId])
    await world.clock.pass(1000)
    expect(orders.making.peek().label).toBe('Restyle frame')
    selection.setFrom('picture')
    expect(orders.making.peek().label).toBe('Restyle this picture')
    window.store.recipe.setVariants(2)
    expect(orders.making.peek().label).toBe('Restyle into 2 pictures')
    world.dispose()
  })
})

describe('more like a picture', () => {
  it.each([
    ['a look', ({ recipe }: Window['store']) => recipe.chooseLook('brick')],
    ['a light', ({ recipe }: Window['store']) => recipe.chooseLight('dusk')],
    ['words', ({ recipe }: Window['store']) => recipe.setWords('oak floor')],
    ['variants', ({ recipe }: Window['store']) => recipe.setVariants(3)],
    ['a purpose', ({ recipe }: Window['store']) => recipe.choosePurpose('product')],
    ['a model', ({ recipe }: Window['store']) => recipe.chooseModel('flux-2-pro')],
    ['a stop of the dial', ({ recipe }: Window['store']) => recipe.chooseStop('exact')],
  ])('gives way to %s that is chosen after it: nobody pays for what was chosen before', async (_, change) => {
    const { world, window } = await opened()
    const { orders, jobs, madeWith, notices } = window.store
    orders.run()
    await world.clock.pass(20_000)
    const [made] = jobs.list.peek()
    if (made?.phase !== 'done') throw new Error('no picture')
    const recipe = jobs.madeOf(made.key)
    if (recipe === null) throw new Error('no recipe')
    madeWith.moreOf(made.nodeId, recipe)
    await world.clock.pass(1000)
    expect(orders.plan.peek().kind).toBe('given')
    change(window.store)
    expect(orders.plan.peek()).toEqual({ kind: 'choices' })
    expect(notices.status.peek()).toBe('Restyle makes what is chosen above.')
    world.dispose()
  })
})

describe('an option that is already there', () => {
  it('is shown again and not paid again, where the recipe is the same, seed and all', async () => {
    const { world, window } = await opened()
    const { store } = window
    store.recipe.setSeed(77)
    store.recipe.lockSeed(true)
    store.recipe.moreLights.setOpen(true)
    store.recipe.moreLights.toggle('dusk')
    store.orders.run()
    await world.clock.pass(30_000)
    expect(world.service.submits()).toHaveLength(2)
    store.recipe.moreLights.toggle('night')
    store.orders.run()
    await world.clock.pass(30_000)
    expect(world.service.submits()).toHaveLength(3)
    const jobs = store.jobs.list.peek()
    expect(jobs.map(({ phase }) => phase)).toEqual(Array.from({ length: 5 }, () => 'done'))
    expect(jobs.filter((job) => job.phase === 'done' && job.notes.includes('reused'))).toHaveLength(2)
    expect(recipes(world)).toHaveLength(5)
    world.dispose()
  })

  it('is made anew when its source has changed', async () => {
    const { world, window } = await opened()
    const { store } = window
    store.recipe.lockSeed(true)
    store.recipe.moreLights.setOpen(true)
    store.recipe.moreLights.toggle('dusk')
    store.orders.run()
    await world.clock.pass(30_000)
    await world.host.author(`async (figma) => { (await figma.getNodeByIdAsync('${world.source}')).resize(500, 300); return 1 }`)
    await world.clock.pass(2000)
    store.orders.run()
    await world.clock.pass(30_000)
    expect(world.service.submits()).toHaveLength(4)
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
    window.store.orders.run()
    window.store.orders.confirm()
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

describe('more like a picture', () => {
  it('stands in its row, under new seeds, and its row keeps clear of others', async () => {
    const { world, window } = await opened()
    window.store.orders.run()
    await world.clock.pass(15_000)
    const [first] = all(world, world.page).filter(({ pluginData }) => pluginData?.recipe)
    world.host.select([first?.id ?? ''])
    await world.clock.pass(2000)
    expect(window.store.madeWith.sourceNow.peek()).toBe('same')
    window.store.madeWith.more()
    await world.clock.pass(1000)
    expect(window.store.orders.making.peek().label).toBe('Restyle into 4 pictures')
    // Screen readers announce what the button makes now.
    expect(window.store.notices.status.peek()).toMatch(/^More like .+: press “Restyle into 4 pictures”\.$/)
    window.store.orders.takeBack()
    expect(window.store.notices.status.peek(), 'what is true no more is not said').toBe('')
    window.store.madeWith.more()
    window.store.orders.run()
    await world.clock.pass(30_000)
    const made = all(world, world.page).filter(({ pluginData }) => pluginData?.recipe) as (Facts & Box)[]
    expect(made).toHaveLength(5)
    expect(new Set(recipes(world).map(({ seed }) => seed)).size).toBe(5)
    expect(new Set(made.map(({ y }) => y)).size).toBe(1)
    expect(new Set(made.map(({ x }) => x)).size).toBe(5)
    world.dispose()
  })

  it('is what a press makes at once: once for two, and never what was chosen before', async () => {
    const { world, window } = await opened()
    const { orders, madeWith, recipe } = window.store
    orders.run()
    await world.clock.pass(15_000)
    const [first] = all(world, world.page).filter(({ pluginData }) => pluginData?.recipe)
    world.host.select([first?.id ?? ''])
    await world.clock.pass(2000)
    recipe.setVariants(8)
    madeWith.more()
    expect(orders.making.peek().label).toBe('Restyle into 4 pictures')
    orders.run()
    orders.run()
    // Selecting something else meanwhile cancels nothing.
    world.host.select([])
    await world.clock.pass(30_000)
    expect(world.service.submits()).toHaveLength(5)
    expect(orders.plan.peek()).toEqual({ kind: 'choices' })
    world.dispose()
  })

  it('is chosen from the row of the picture too, whatever is selected, until something else is', async () => {
    const { world, window } = await opened()
    const { orders, madeWith, jobs } = window.store
    orders.run()
    await world.clock.pass(15_000)
    const [job] = jobs.list.peek()
    const recipe = jobs.madeOf(job?.key ?? '')
    if (job?.phase !== 'done' || recipe === null) throw new Error('nothing was made')
    madeWith.moreOf(job.nodeId, recipe)
    expect(orders.making.peek()).toMatchObject({ label: 'Restyle into 4 pictures', count: 4 })
    world.host.select([])
    await world.clock.pass(100)
    expect(orders.plan.peek()).toEqual({ kind: 'choices' })
    world.host.select([world.source])
    await world.clock.pass(100)
    madeWith.moreOf(job.nodeId, recipe)
    expect(world.service.submits()).toHaveLength(1)
    orders.run()
    await world.clock.pass(30_000)
    expect(new Set(recipes(world).map(({ seed }) => seed)).size).toBe(5)
    expect(world.service.submits()).toHaveLength(5)
    world.dispose()
  })

  it('tells when its source has changed, and when it is gone', async () => {
    const { world, window } = await opened()
    window.store.orders.run()
    await world.clock.pass(15_000)
    const [first] = all(world, world.page).filter(({ pluginData }) => pluginData?.recipe)
    await world.host.author(`async (figma) => { (await figma.getNodeByIdAsync('${world.source}')).resize(400, 500); return 1 }`)
    world.host.select([first?.id ?? ''])
    await world.clock.pass(2000)
    expect(window.store.madeWith.sourceNow.peek()).toBe('changed')
    world.host.remove(world.source)
    world.host.select([])
    world.host.select([first?.id ?? ''])
    await world.clock.pass(2000)
    expect(window.store.madeWith.sourceNow.peek()).toBe('gone')
    const posts = world.service.submits().length
    window.store.madeWith.more()
    window.store.orders.run()
    await world.clock.pass(5000)
    expect(window.store.orders.plan.peek()).toEqual({ kind: 'choices' })
    expect(window.store.notices.status.peek()).toBe('Its source is not in this file.')
    expect(world.service.submits()).toHaveLength(posts)
    world.dispose()
  })
})

describe('the buttons in Figma’s own panel', () => {
  const made = async () => {
    const { world, window } = await opened()
    window.store.orders.run()
    await world.clock.pass(15_000)
    const [first] = all(world, world.page).filter(({ pluginData }) => pluginData?.recipe)
    world.host.select([first?.id ?? ''])
    window.close()
    return { world, seed: recipes(world)[0]?.seed ?? -1 }
  }

  it('take over the settings, seed and all', async () => {
    const { world, seed } = await made()
    const { store } = await world.open('restyle')
    expect([store.recipe.seed.peek(), store.recipe.isSeedLocked.peek()]).toEqual([seed, true])
    world.dispose()
  })

  it('remix: the seed stays open, and the source is selected', async () => {
    const { world } = await made()
    const { store } = await world.open('remix')
    await world.clock.pass(1000)
    expect(store.recipe.isSeedLocked.peek()).toBe(false)
    expect(world.host.selection()).toEqual([world.source])
    world.dispose()
  })

  it('choose four more, which the big button makes', async () => {
    const { world } = await made()
    const { store } = await world.open('more')
    await world.clock.pass(2000)
    expect(recipes(world)).toHaveLength(1)
    store.orders.run()
    await world.clock.pass(40_000)
    expect(recipes(world)).toHaveLength(5)
    world.dispose()
  })
})
