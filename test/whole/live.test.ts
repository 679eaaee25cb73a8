import { afterEach, describe, expect, it } from 'vitest'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import type { Window } from '../support/window.ts'
import { type Facts, all, phases } from '../support/gallery.ts'
import { type World, openWorld } from '../support/world.ts'

/** A screen with three texts, one of them in a card, and an icon; another frame and a shape beside it, and a shape over it. */
const body = `
  await figma.loadFontAsync({ family: 'Inter', style: 'Regular' })
  const say = (parent, characters, x, y) => { const node = figma.createText(); node.characters = characters; node.name = characters; parent.appendChild(node); node.x = x; node.y = y; return node }
  say(frame, 'Title', 20, 20); say(frame, 'Price', 20, 60)
  const icon = figma.createFrame(); frame.appendChild(icon); icon.resize(24, 24); icon.fills = []
  const path = figma.createVector(); icon.appendChild(path); path.vectorPaths = [{ windingRule: 'NONZERO', data: 'M 0 0 L 24 0 L 12 22 Z' }]
  const card = figma.createFrame(); card.name = 'Card'; frame.appendChild(card); card.resize(120, 60); card.x = 200; card.y = 200
  say(card, 'Inside', 10, 10)
  const other = figma.createFrame(); other.name = 'Other'; other.resize(300, 200); other.x = 900; other.fills = paint(0.2, 0.4, 0.6); say(other, 'Else', 10, 10)
  const over = rectangle(figma.currentPage, 150, 120, 80, 60, paint(1, 0, 0)); over.name = 'Over'
  const beside = rectangle(figma.currentPage, 150, 700, 80, 60, paint(1, 0, 0)); beside.name = 'Beside'
`

const worlds: World[] = []
const windows: Window[] = []
afterEach(() => {
  const problems = windows.splice(0).flatMap(({ run }) => run.problems)
  for (const world of worlds.splice(0)) world.dispose()
  if (problems.length > 0) throw new Error(problems.join('\n'))
})

async function openScreen(selected = 'Source') {
  const world = await openWorld({ body })
  worlds.push(world)
  await world.host.author(`async (figma) => { await figma.loadFontAsync({ family: 'Inter', style: 'Regular' }); return 1 }`)
  const idOf = (name: string): string => all(world, world.page).find((layer) => layer.name === name)?.id ?? `no ${name}`
  world.host.select([idOf(selected)])
  const window = await world.open()
  windows.push(window)
  await world.clock.pass(1000)
  const select = async (...names: string[]): Promise<void> => {
    world.host.select(names.map(idOf))
    await world.clock.pass(1000)
  }
  return { world, window, idOf, select, living: window.store.live }
}

type Screen = Awaited<ReturnType<typeof openScreen>>

function rest({ world }: Pick<Screen, 'world'>): Promise<void> {
  return world.clock.pass(1000)
}

function results(world: World): Facts[] {
  return all(world, world.page).filter(({ pluginData }) => pluginData?.recipe)
}

function livesOf(world: World): unknown[] {
  return results(world).map(({ pluginData }) => JSON.parse(pluginData?.recipe ?? '{}').live)
}

async function restyle(screen: Screen): Promise<void> {
  screen.window.store.orders.run()
  await screen.world.clock.pass(30_000)
  expect(new Set(phases(screen.window))).toEqual(new Set(['done']))
}

describe('what stays live', () => {
  it('is told with the selection, so that nothing moves under a pointer when it is counted', async () => {
    const { world, idOf, living } = await openScreen()
    expect(living.facts.peek()).toMatchObject({ texts: 3, vectors: 1 })
    world.host.select([idOf('Other')])
    await world.clock.settle()
    expect(living.facts.peek()).toMatchObject({ texts: 1, vectors: 0 })
  })

  it('is the text of a screen and not that of a building, unless a person said otherwise for that purpose', async () => {
    const screen = await openScreen()
    const { store } = screen.window
    const isOn = (purpose: 'building' | 'product' | 'interface'): boolean => {
      store.recipe.choosePurpose(purpose)
      return screen.living.choice.peek().texts
    }
    expect([isOn('interface'), isOn('building'), isOn('product')]).toEqual([true, false, false])
    store.recipe.choosePurpose('building')
    screen.living.keepTexts(true)
    expect([isOn('interface'), isOn('building'), isOn('product')]).toEqual([true, true, false])
    screen.living.keepVectors(true)
    await rest(screen)
    screen.window.close()
    const again = await screen.world.open()
    again.store.recipe.choosePurpose('building')
    expect(again.store.live.choice.peek()).toEqual({ ...nothingLive, texts: true, vectors: true })
  })

  it('is counted, and counted again after a toggle, an edit and another selection', async () => {
    const screen = await openScreen()
    const { living, world, idOf } = screen
    screen.window.store.recipe.choosePurpose('interface')
    await rest(screen)
    expect(living.facts.peek()).toMatchObject({ texts: 3, vectors: 1, liveCount: 3 })
    living.keepVectors(true)
    await rest(screen)
    expect(living.facts.peek()).toMatchObject({ liveCount: 4 })
    await world.host.author(
      `async (figma) => { await figma.loadFontAsync({ family: 'Inter', style: 'Regular' }); const t = figma.createText(); t.characters = 'More'; (await figma.getNodeByIdAsync('${idOf('Card')}')).appendChild(t) }`,
    )
    await rest(screen)
    expect(living.facts.peek()).toMatchObject({ texts: 4, liveCount: 5 })
    await screen.select('Other')
    expect(living.facts.peek()).toMatchObject({ texts: 1, vectors: 0 })
    await screen.select()
    expect(living.facts.peek()).toBeNull()
  })

  it('is drawn only when it is asked for, and its picture is let go afterwards', async () => {
    const screen = await openScreen()
    const { living } = screen
    screen.window.store.recipe.choosePurpose('interface')
    await rest(screen)
    const before = new Set(screen.window.heldUrls)
    expect(living.picture.peek()).toBeNull()
    living.isShown.value = true
    await rest(screen)
    const first = living.picture.peek() ?? ''
    expect([before.has(first), screen.window.heldUrls.has(first)]).toEqual([false, true])
    living.keepVectors(true)
    await rest(screen)
    const second = living.picture.peek() ?? ''
    expect([screen.window.heldUrls.has(first), screen.window.heldUrls.has(second)]).toEqual([false, true])
    living.isShown.value = false
    await rest(screen)
    expect(living.picture.peek()).toBeNull()
    expect(screen.window.heldUrls.has(second)).toBe(false)
  })
})

describe('a selected layer', () => {
  it('of the source on the card is kept, locked and released there, and the source is selected again', async () => {
    const screen = await openScreen()
    const { living, idOf, select, world } = screen
    const card = { id: idOf('Card'), name: 'Card' }
    await select('Card')
    expect(living.innerLayer.peek()).toMatchObject({ host: { name: 'Source' }, layer: card, isPart: true, canMarkArea: true })
    living.keepSelected()
    await rest(screen)
    expect(world.host.selection()).toEqual([world.source])
    expect(screen.window.store.notices.status.peek()).toBe('Card is kept editable.')
    expect([living.choice.peek().kept, living.facts.peek()?.kept, living.innerLayer.peek()]).toEqual([[card.id], [card], null])
    await select('Card')
    living.lockSelected()
    await rest(screen)
    expect([living.choice.peek().kept, living.choice.peek().products]).toEqual([[], [card.id]])
    expect(living.facts.peek()?.products).toEqual([{ ...card, box: { x: 300, y: 280, width: 120, height: 60 }, isObject: true }])
    living.release(card.id)
    await rest(screen)
    expect([living.choice.peek().products, living.facts.peek()?.products]).toEqual([[], []])
  })

  it('is marked for its own source alone', async () => {
    const screen = await openScreen()
    await screen.select('Card')
    screen.living.keepSelected()
    await rest(screen)
    await screen.select('Other')
    expect(screen.living.choice.peek().kept).toEqual([])
    await screen.select('Source')
    expect(screen.living.choice.peek().kept).toEqual([screen.idOf('Card')])
  })

  it('is offered to the outermost frame around it where nothing was on the card before', async () => {
    const { living } = await openScreen('Inside')
    expect(living.innerLayer.peek()).toMatchObject({
      host: { name: 'Source' },
      layer: { name: 'Inside' },
      isPart: true,
      canMarkArea: false,
    })
  })

  it('over the source can mark an area, and one beside it cannot', async () => {
    const { living, select } = await openScreen()
    await select('Over')
    expect(living.innerLayer.peek()).toMatchObject({ host: { name: 'Source' }, layer: { name: 'Over' }, isPart: false, canMarkArea: true })
    await select('Source')
    await select('Beside')
    expect(living.innerLayer.peek()).toBeNull()
  })

  it('that marks an area is hidden once with its first picture, comes back by a press, and with the last one undone', async () => {
    const screen = await openScreen()
    const { living, select, window, world, idOf } = screen
    const isVisible = (): unknown => world.host.describe(idOf('Over'))?.visible
    const area = (): unknown => living.facts.peek()?.area
    await select('Over')
    living.markArea('outside')
    await rest(screen)
    expect(living.choice.peek().area).toEqual({ id: idOf('Over'), changes: 'outside', feather: 3 })
    const said = (): string => window.store.notices.status.peek()
    expect(said()).toBe('Only what is outside Over is restyled.')
    living.invertArea()
    expect(said()).toBe('')
    living.featherArea(9)
    await rest(screen)
    window.store.recipe.setVariants(2)
    await restyle(screen)
    expect(livesOf(world)).toMatchObject([{ area: { changes: 'inside', feather: 9 } }, { area: { changes: 'inside', feather: 9 } }])
    expect(area()).toMatchObject({ name: 'Over', isHidden: true })
    const notes = window.store.jobs.list.peek().flatMap((job) => (job.phase === 'done' ? job.notes : []))
    expect(notes.filter((note) => note === 'marker-hidden')).toHaveLength(1)
    living.showMarker(idOf('Over'))
    await rest(screen)
    expect([isVisible(), area()]).toMatchObject([true, { isHidden: false }])
    expect(window.store.notices.status.peek()).toBe('The shape is shown again.')
    world.host.undo()
    expect(isVisible()).toBe(false)
    world.host.undo()
    expect([isVisible(), results(world).length]).toEqual([false, 1])
    world.host.undo()
    await rest(screen)
    expect([isVisible(), results(world).length, area()]).toMatchObject([true, 0, { isHidden: false }])
  })

  it('of a scene is kept in the scene', async () => {
    const screen = await openScreen()
    const { living, select, idOf, world } = screen
    await select('Source', 'Other')
    screen.window.store.selection.setMode('scene')
    // Selected again, so that the card shows the scene.
    await select()
    await select('Source', 'Other')
    await select('Other')
    expect(living.innerLayer.peek()).toMatchObject({ layer: { name: 'Other' }, isPart: true, host: { name: 'Source and 1 more' } })
    living.keepSelected()
    await rest(screen)
    expect(new Set(world.host.selection())).toEqual(new Set([idOf('Source'), idOf('Other')]))
    expect(living.choice.peek().kept).toEqual([idOf('Other')])
    expect(living.facts.peek()?.kept).toEqual([{ id: idOf('Other'), name: 'Other' }])
  })
})

describe('a recipe', () => {
  const chosen = async () => {
    const screen = await openScreen()
    screen.window.store.recipe.choosePurpose('interface')
    screen.living.keepVectors(true)
    await screen.select('Card')
    screen.living.keepSelected()
    await rest(screen)
    screen.window.store.recipe.choosePurpose('interface')
    await restyle(screen)
    const [result] = results(screen.world)
    const forget = (): void => {
      screen.living.keepTexts(false)
      screen.living.keepVectors(false)
      screen.living.release(screen.idOf('Card'))
    }
    const live = { ...nothingLive, texts: true, vectors: true, kept: [screen.idOf('Card')] }
    return { ...screen, result: result?.id ?? '', forget, live }
  }
  const takeResult = async ({ world, result }: Pick<Awaited<ReturnType<typeof chosen>>, 'world' | 'result'>): Promise<void> => {
    world.host.select([result])
    await world.clock.pass(2000)
  }

  it('remembers what stayed live, and gives it back to who uses its settings', async () => {
    const screen = await chosen()
    expect(livesOf(screen.world)).toEqual([screen.live])
    screen.forget()
    await takeResult(screen)
    screen.window.store.madeWith.useRecipe()
    await screen.select('Source')
    expect(screen.living.choice.peek()).toEqual(screen.live)
  })

  it('gives it back to a remix, with its source selected', async () => {
    const screen = await chosen()
    screen.forget()
    await takeResult(screen)
    screen.window.store.madeWith.remix()
    await rest(screen)
    expect(screen.world.host.selection()).toEqual([screen.world.source])
    expect(screen.living.choice.peek()).toEqual(screen.live)
  })

  it('of an earlier version changes nothing of it', async () => {
    const screen = await chosen()
    await screen.world.host.author(`async (figma) => {
      const node = await figma.getNodeByIdAsync('${screen.result}')
      const { live, ...old } = JSON.parse(node.getPluginData('recipe'))
      node.setPluginData('recipe', JSON.stringify(old))
    }`)
    await takeResult(screen)
    screen.window.store.madeWith.useRecipe()
    await screen.select('Source')
    expect(screen.living.choice.peek()).toEqual(screen.live)
  })

  it('keeps the same live in more like it', async () => {
    const screen = await chosen()
    screen.forget()
    await takeResult(screen)
    screen.window.store.madeWith.more()
    await screen.world.clock.pass(1000)
    screen.window.store.orders.run()
    await screen.world.clock.pass(40_000)
    expect(livesOf(screen.world)).toEqual(Array.from({ length: 5 }, () => screen.live))
    const [layer] = screen.world.host.children(screen.result)
    for (const { id } of results(screen.world)) expect(screen.world.host.children(id)).toHaveLength(layer === undefined ? 0 : 1)
    expect(layer).toBeDefined()
  })
})

describe('a series', () => {
  it('keeps the same kinds in every frame, and marks in their own', async () => {
    const screen = await openScreen()
    await screen.select('Card')
    screen.living.keepSelected()
    await rest(screen)
    await screen.select('Source', 'Other')
    screen.window.store.recipe.choosePurpose('interface')
    screen.living.keepVectors(true)
    await restyle(screen)
    const kinds = { ...nothingLive, texts: true, vectors: true }
    const bySource = Object.fromEntries(
      results(screen.world).map(({ pluginData }) => {
        const { live, source } = JSON.parse(pluginData?.recipe ?? '{}')
        return [source.name, live]
      }),
    )
    expect(bySource).toEqual({ Source: { ...kinds, kept: [screen.idOf('Card')] }, Other: kinds })
    const texts = results(screen.world).map(({ id }) => all(screen.world, id).filter(({ type }) => type === 'TEXT').length)
    expect(new Set(texts)).toEqual(new Set([1, 3]))
  })
})
