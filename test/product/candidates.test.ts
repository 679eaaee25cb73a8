// Which layers may be told to be the product, and what the window makes of the choice.

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
