// Which layers can be chosen as the product, and what the window does with the choice.

import { describe, expect, it } from 'vitest'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import { frameScript, newHost, openPlugin } from '../support/plugin.ts'
import { openWorld } from '../support/world.ts'

const named = `
  frame.children.forEach((node, index) => { node.name = 'Layer ' + index })
  await figma.loadFontAsync({ family: 'Inter', style: 'Regular' })
  const text = figma.createText(); frame.appendChild(text); text.characters = 'Words'
  const hidden = rectangle(frame, 0, 0, 9, 9, paint(0, 0, 0)); hidden.visible = false
  const kept = rectangle(frame, 0, 0, 9, 9, paint(0, 0, 0)); kept.name = '#keep me'
  const locked = rectangle(frame, 0, 0, 9, 9, paint(0, 0, 0)); locked.name = '#product one'`

describe('candidates for the product', () => {
  it('are the layers directly in a frame, the uppermost first, without texts and what is hidden or named already', async () => {
    const host = await newHost()
    const id = await host.author<string>(frameScript(named))
    const { figma } = await openPlugin(host)
    const facts = await figma.liveFacts({ subject: { id, scene: null }, live: nothingLive })
    expect(facts?.candidates.map(({ name }) => name)).toEqual(['Layer 2', 'Layer 1', 'Layer 0'])
    expect(facts?.products.map(({ name }) => name)).toEqual(['#product one'])
  })

  it('are the layers of a scene themselves', async () => {
    const host = await newHost()
    const id = await host.author<string>(frameScript(named))
    const { figma } = await openPlugin(host)
    const ids = host.children(id).slice(0, 2)
    const subject = { id: ids[0] ?? '', scene: { ids, padding: 0, background: '' } }
    const facts = await figma.liveFacts({ subject, live: { ...nothingLive, products: [ids[1] ?? ''] } })
    expect(facts?.candidates.map(({ name }) => name)).toEqual(['Layer 1', 'Layer 0'])
    expect(facts?.products.map(({ name }) => name)).toEqual(['Layer 1'])
  })

  it('are thirty at most', async () => {
    const host = await newHost()
    const many = `for (let n = 0; n < 60; n++) rectangle(frame, n, n, 9, 9, paint(0, 0, 0)).name = 'Dot ' + n`
    const id = await host.author<string>(frameScript(many))
    const { figma } = await openPlugin(host)
    const facts = await figma.liveFacts({ subject: { id, scene: null }, live: nothingLive })
    expect(facts?.candidates.map(({ name }) => name)).toEqual(Array.from({ length: 30 }, (_, n) => `Dot ${59 - n}`))
  })

  it('are chosen one in place of the other, and let go', async () => {
    const world = await openWorld()
    const { store } = await world.open()
    await world.clock.pass(1000)
    const [first = '', second = ''] = world.host.children(world.source)
    const products = async (): Promise<readonly (readonly string[])[]> => {
      await world.clock.pass(1000)
      return [store.live.choice.peek().products, (store.live.facts.peek()?.products ?? []).map(({ id }) => id)]
    }
    store.live.chooseProduct(first)
    expect(await products()).toEqual([[first], [first]])
    store.live.chooseProduct(second)
    expect(await products()).toEqual([[second], [second]])
    store.live.chooseProduct(null)
    expect(await products()).toEqual([[], []])
    world.dispose()
  })
})

describe('the product', () => {
  const shelf = `
    frame.name = 'Shelf'; frame.children.forEach((node, index) => { node.name = 'Board ' + index })
    const group = figma.group([rectangle(frame, 20, 20, 30, 30, paint(0, 0, 0)), rectangle(frame, 60, 20, 30, 30, paint(0, 0, 0))], frame); group.name = 'Set'
    group.children[0].name = 'Cup'
    const tiny = rectangle(frame, 0, 0, 2, 2, paint(0, 0, 0)); tiny.name = 'Speck'
    rectangle(figma.currentPage, 900, 0, 50, 50, paint(0, 0, 0)).name = 'Beside'`

  async function openShelf(turn = '') {
    const world = await openWorld({ body: shelf + turn })
    const window = await world.open()
    const { store } = window
    store.recipe.choosePurpose('product')
    await world.clock.pass(1000)
    const idOf = (name: string, within = world.page): string => {
      const found = world.host.children(within).map((id) => (world.host.describe(id)?.name === name ? id : idOf(name, id)))
      return found.find((id) => id !== '') ?? ''
    }
    const click = async (...names: string[]): Promise<void> => {
      world.host.select(names.map((name) => idOf(name)))
      await world.clock.pass(1000)
    }
    const status = (): string => store.notices.status.peek()
    return { world, window, store, live: store.live, idOf, click, status }
  }

  it.each(['', '; frame.rotation = 90'])('is guessed and shown, locked by nobody, and not guessed where one is marked%s', async (turn) => {
    const { world, live, store, idOf } = await openShelf(turn)
    expect(live.guess.peek()?.name).toBe('Board 1')
    expect(live.tinted.peek()).toEqual([live.guess.peek()])
    expect(live.choice.peek().products).toEqual([])
    live.chooseProduct(idOf('Board 0'))
    await world.clock.pass(1000)
    expect([live.guess.peek(), live.tinted.peek().map(({ name }) => name)]).toEqual([null, ['Board 0']])
    store.recipe.choosePurpose('building')
    expect([live.guess.peek(), live.tinted.peek()]).toEqual([null, []])
    world.dispose()
  })

  it('is the layer in the source that is clicked next, however deep, and the source stays on the card', async () => {
    const { world, window, live, store, idOf, click, status } = await openShelf()
    live.chooseOnCanvas()
    expect(status()).toBe('Click the product in Shelf. Escape or another press cancels.')
    // A layer that is too small changes nothing.
    await click('Speck')
    expect(live.choosingIn.peek()?.name).toBe('Shelf')
    await click('Cup')
    expect([status(), live.choosingIn.peek(), world.host.selection()]).toEqual(['Cup is kept unchanged.', null, [world.source]])
    expect([live.choice.peek().products, live.tinted.peek().map(({ name }) => name)]).toEqual([[idOf('Cup')], ['Cup']])
    expect(store.selection.target.peek()?.name).toBe('Shelf')
    // Another product replaces it.
    live.chooseOnCanvas()
    await click('Board 2')
    expect(live.choice.peek().products).toEqual([idOf('Board 2')])
    expect(window.run.problems).toEqual([])
    world.dispose()
  })

  it('is not chosen by a second press, by a click elsewhere, by no selection, nor for another purpose', async () => {
    const { world, live, store, click, status } = await openShelf()
    const ends = [() => Promise.resolve(live.chooseOnCanvas()), () => click('Beside'), () => click()]
    for (const end of [...ends, () => Promise.resolve(store.recipe.choosePurpose('building'))]) {
      await click('Shelf')
      store.recipe.choosePurpose('product')
      live.chooseOnCanvas()
      await end()
      expect([live.choosingIn.peek(), status()]).toEqual([null, 'No product was chosen.'])
    }
    await click('Shelf')
    await click('Cup')
    expect(live.choice.peek().products).toEqual([])
    world.dispose()
  })
})
