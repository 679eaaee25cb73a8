// Figma does not report that a changed main component, shared style or variable alters how an instance or a layer looks (figma-audit C).
// The card may show an older picture, but an order never sends it.

import { afterEach, describe, expect, it } from 'vitest'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import { type Plugin, frameScript, newHost, openPlugin, rules, firstPng } from '../support/plugin.ts'
import { type World, openWorld } from '../support/world.ts'

const red = '{ r: 1, g: 0, b: 0 }'
const component = `
  const main = figma.createComponent(); main.name = 'Main'; main.x = 900; main.resize(80, 80)
  const inner = rectangle(main, 10, 10, 40, 40, paint(0, 0, 1)); inner.name = 'Inner'
  const instance = main.createInstance(); frame.appendChild(instance); instance.x = 20; instance.y = 20`
const named = (name: string): string =>
  `const node = figma.currentPage.findOne(({ id, name, type }) => name === '${name}' && type !== 'INSTANCE' && !id.startsWith('I'))`
const painted = `node.fills = [{ type: 'SOLID', color: ${red} }]`

/** What the source takes from elsewhere, and how that changes. */
const silent: Record<string, readonly [string, string]> = {
  'a main component': [component, `${named('Main')}; ${painted}`],
  'a layer of a main component': [component, `${named('Inner')}; ${painted}; node.resize(60, 20)`],
  'a main component of an instance in an instance': [
    `${component}
     const outer = figma.createComponent(); outer.x = 900; outer.y = 300; outer.resize(90, 90); outer.appendChild(main.createInstance())
     const other = outer.createInstance(); frame.appendChild(other); other.x = 200; other.y = 20`,
    `${named('Inner')}; ${painted}`,
  ],
  'a shared style': [
    `const style = figma.createPaintStyle(); style.name = 'Brand'; style.paints = paint(0, 0, 1)
     await frame.children[0].setFillStyleIdAsync(style.id)
     frame.name = style.id`,
    `(await figma.getStyleByIdAsync((await figma.getNodeByIdAsync(id)).name)).paints = [{ type: 'SOLID', color: ${red} }]`,
  ],
  'a variable': [
    `const tokens = figma.variables.createVariableCollection('Tokens')
     const ink = figma.variables.createVariable('Ink', tokens, 'COLOR'); ink.setValueForMode(tokens.modes[0].modeId, { r: 0, g: 0, b: 1 })
     frame.children[0].fills = [figma.variables.setBoundVariableForPaint(frame.children[0].fills[0], 'color', ink)]`,
    `const [tokens] = await figma.variables.getLocalVariableCollectionsAsync()
     const [paint] = (await figma.getNodeByIdAsync(id)).children[0].fills
     const ink = await figma.variables.getVariableByIdAsync(paint.boundVariables.color.id)
     ink.setValueForMode(tokens.modes[0].modeId, ${red})`,
  ],
}

async function exported({ figma }: Plugin, id: string, known: number | null) {
  return figma.exportSource({ subject: { id, scene: null }, live: nothingLive, rules, known })
}

describe('a change that Figma tells nobody of', () => {
  it.each(Object.entries(silent))('%s: what is exported afresh shows it', async (_, [body, change]) => {
    const host = await newHost()
    const id = await host.author<string>(frameScript(body))
    host.select([id])
    const plugin = await openPlugin(host)
    const first = await exported(plugin, id, null)
    await host.author(`async (figma) => { const id = '${id}'; ${change}; return null }`)
    expect(plugin.edits).toEqual([])
    expect((await exported(plugin, id, first.id)).isSame).toBe(true)
    expect(Buffer.compare(firstPng(await exported(plugin, id, null)), firstPng(first))).not.toBe(0)
  })

  it('an override of an instance stays', async () => {
    const host = await newHost()
    const id = await host.author<string>(frameScript(`${component}; instance.children[0].fills = paint(0, 1, 0)`))
    await host.author(`async (figma) => { ${named('Inner')}; ${painted}; node.opacity = 0.5; return null }`)
    const seen = await host.author(`async (figma) => {
      const [inner] = (await figma.getNodeByIdAsync('${id}')).findAllWithCriteria({ types: ['INSTANCE'] })[0].children
      return [inner.fills[0].color.g, inner.opacity]
    }`)
    expect(seen).toEqual([1, 0.5])
  })
})

const worlds: World[] = []
afterEach(() => worlds.splice(0).forEach((world) => world.dispose()))

it('an order exports its picture afresh, whatever the card shows', async () => {
  let exports = 0
  const world = await openWorld({ body: component, exported: () => void (exports += 1) })
  worlds.push(world)
  world.host.select([world.source])
  const window = await world.open()
  await world.clock.pass(1000)
  await world.host.author(`async (figma) => { ${named('Main')}; ${painted}; return null }`)
  await world.clock.pass(1000)
  const before = exports
  expect(before).toBeGreaterThan(0)
  window.store.orders.run()
  await world.clock.pass(1000)
  expect(exports).toBeGreaterThan(before)
})
