// One undo removes one result, whatever it contains, and no undo step is empty (law 7).

import { describe, expect, it } from 'vitest'
import type { Host } from '../../playground/host/types.ts'
import { type LiveChoice, nothingLive } from '../../src/core/recipe/live-choice.ts'
import { subtree } from '../support/layers.ts'
import { identityAnswer } from '../support/pixels.ts'
import { someContactLayers } from '../support/products.ts'
import { type Plugin, begin, frameScript, intend, newHost, openPlugin, picture } from '../support/plugin.ts'

const text = `await figma.loadFontAsync({ family: 'Inter', style: 'Regular' }); const text = figma.createText(); frame.appendChild(text); text.characters = 'Text'`
const grouped = `${text}; const dot = rectangle(frame, 20, 30, 40, 40, paint(1, 0, 0)); source = figma.group([text, dot], frame)`
const masked = `${text}; const disc = figma.createEllipse(); frame.appendChild(disc); const other = rectangle(frame, 0, 0, 90, 90, paint(0, 1, 0)); disc.isMask = true; figma.group([disc, other, text], frame)`

type Case = {
  readonly body: string
  readonly live: Partial<LiveChoice>
  readonly named?: { readonly [field in 'products' | 'area']?: string }
  readonly changes?: 'inside' | 'outside'
}

const cases: Record<string, Case> = {
  'nothing live': { body: '', live: {} },
  'texts of a frame': { body: text, live: { texts: true } },
  'texts of a group': { body: grouped, live: { texts: true } },
  'texts in a mask': { body: masked, live: { texts: true } },
  'an area': { body: `${text}; rectangle(frame, 10, 10, 100, 100, paint(0, 0, 1)).name = 'area'`, live: {}, named: { area: 'area' } },
  'all but an area': {
    body: `${text}; rectangle(frame, 10, 10, 100, 100, paint(0, 0, 1)).name = 'area'`,
    live: {},
    named: { area: 'area' },
    changes: 'outside',
  },
  'a group with a product in a mask': {
    body: `${masked}; const box = figma.createFrame(); frame.appendChild(box); box.resize(90, 90); box.opacity = 0.8; rectangle(box, 10, 10, 40, 40, paint(1, 0, 1)).name = 'product'`,
    live: { texts: true },
    named: { products: 'product' },
  },
  'a product': { body: `rectangle(frame, 60, 60, 80, 80, paint(0, 0, 1)).name = 'product'`, live: {}, named: { products: 'product' } },
  'a soft product': {
    body: `const soft = rectangle(frame, 60, 60, 80, 80, paint(0, 0, 1)); soft.name = 'product'; soft.effects = [{ type: 'DROP_SHADOW', visible: true, blendMode: 'NORMAL', radius: 9, offset: { x: 0, y: 4 }, color: { r: 0, g: 0, b: 0, a: 0.5 } }]`,
    live: { texts: true },
    named: { products: 'product' },
  },
}

function choiceOf(host: Host, id: string, one: Case): LiveChoice {
  const { live, named } = one
  const idOf = (name: string | undefined): string => subtree(host, id).find((one) => one.name === name)?.id ?? ''
  return {
    ...nothingLive,
    ...live,
    ...(named?.products === undefined ? {} : { products: [idOf(named.products)] }),
    ...(named?.area === undefined ? {} : { area: { id: idOf(named.area), changes: one.changes ?? 'inside' } }),
  }
}

function pageOf(host: Host): string {
  return JSON.stringify(host.children(host.pages()[0]?.id ?? '').map((id) => subtree(host, id)))
}

/** Fills as the window does, including the measurement afterwards. */
async function restyleAndLook({ figma }: Plugin, id: string, live: LiveChoice, count: number): Promise<void> {
  const pictures = Array.from({ length: count }, (_, seed) => picture(seed, { live }))
  const begun = await begin(figma, id, pictures)
  const bytes = await identityAnswer(begun.bytes, begun.plan)
  for (const { key } of pictures) {
    await intend(figma, key, begun)
    const { nodeId } = await figma.fill({ key, bytes })
    await figma.readability({ nodeId, scrims: null })
    if ((await figma.productFacts(nodeId)) === null) continue
    await figma.contactLayerPictures(nodeId)
    await figma.proofPictures(nodeId)
  }
}

describe.each(Object.entries(cases))('with %s', (_, one) => {
  it.each([1, 2])('each of %i results goes with one undo, and the last leaves the page as it was', async (count) => {
    const host = await newHost()
    const id = await host.author<string>(frameScript(one.body))
    const states = [pageOf(host)]
    const plugin = await openPlugin(host)
    host.select([id])
    await restyleAndLook(plugin, id, choiceOf(host, id, one), count)
    const results = host.children(host.pages()[0]?.id ?? '').length
    for (let left = count - 1; left >= 0; left--) {
      expect(host.undo()).toBe(true)
      expect(host.children(host.pages()[0]?.id ?? '')).toHaveLength(results - count + left)
      states.push(pageOf(host))
    }
    expect(states.at(-1)).toBe(states[0])
    // The shape that marks an area in the source is hidden with the first result; nothing else in the source was touched.
    expect(plugin.edits).toEqual(one.named?.area === undefined ? [] : [id])
  })
})

it('contact layers are one step, and none follows what is proven afterwards', async () => {
  const host = await newHost()
  const one = cases['a product'] ?? { body: '', live: {} }
  const id = await host.author<string>(frameScript(one.body))
  const states = [pageOf(host)]
  const plugin = await openPlugin(host)
  await restyleAndLook(plugin, id, choiceOf(host, id, one), 1)
  states.push(pageOf(host))
  const nodeId = host.children(host.pages()[0]?.id ?? '')[1] ?? ''
  await plugin.figma.layContactLayers({ nodeId, ...(await someContactLayers({ x: 50, y: 120, width: 100, height: 40 })) })
  expect(await plugin.figma.proofPictures(nodeId)).toMatchObject({ kind: 'pictures' })
  for (const state of states.reverse()) {
    expect(host.undo()).toBe(true)
    expect(pageOf(host)).toBe(state)
  }
})

it('a picture comes, and what waits stays, where an editor closes no undo step', async () => {
  const host = await newHost({ quirks: ['no-undo-steps'] })
  const id = await host.author<string>(frameScript(''))
  const { figma } = await openPlugin(host)
  host.select([id])
  const pictures = [picture(1), picture(2)]
  const begun = await begin(figma, id, pictures)
  const bytes = await identityAnswer(begun.bytes, begun.plan)
  const made: string[] = []
  for (const { key } of pictures) {
    await intend(figma, key, begun)
    made.push((await figma.fill({ key, bytes })).nodeId)
    expect(host.children(host.pages()[0]?.id ?? '')).toHaveLength(3)
  }
  expect(new Set(made).size).toBe(2)
})
