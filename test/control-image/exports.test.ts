import { describe, expect, it } from 'vitest'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import { identityAnswer } from '../support/pixels.ts'
import { type Plugin, begin, firstPng, frameScript, intend, newHost, openPlugin, picture, rules } from '../support/plugin.ts'

async function open(): Promise<Plugin & { id: string; page: string }> {
  const host = await newHost()
  const id = await host.author<string>(frameScript())
  host.select([id])
  return { ...(await openPlugin(host)), id, page: host.pages()[0]?.id ?? '' }
}

function exportOf({ figma }: Plugin, id: string, known: number | null = null, isAnew = false) {
  return figma.exportSource({ subject: { id, scene: null }, live: nothingLive, rules, known, isAnew })
}

describe('an export that is asked for again', () => {
  it('holds while nothing has changed, and costs no second one', async () => {
    const plugin = await open()
    const first = await exportOf(plugin, plugin.id)
    const again = await exportOf(plugin, plugin.id, first.id)
    expect(again).toMatchObject({ id: first.id, isSame: true, plan: first.plan })
    expect(again.pieces).toEqual([])
  })

  it('holds while others work beside it', async () => {
    const plugin = await open()
    const first = await exportOf(plugin, plugin.id)
    const other = await plugin.host.author<string>(`async (figma) => figma.createRectangle().id`)
    plugin.host.remove(other)
    expect((await exportOf(plugin, plugin.id, first.id)).isSame).toBe(true)
  })

  it('holds when a picture beside it is deleted, unless that was put into it', async () => {
    const plugin = await open()
    const ordered = [picture(1), picture(2)]
    const begun = await begin(plugin.figma, plugin.id, ordered)
    const bytes = await identityAnswer(begun.bytes, begun.plan)
    const made: string[] = []
    for (const { key } of ordered) made.push((await plugin.figma.fill({ key, bytes })).nodeId)
    const [beside = '', inside = ''] = made
    const first = await exportOf(plugin, plugin.id)
    plugin.host.remove(beside)
    expect((await exportOf(plugin, plugin.id, first.id)).isSame).toBe(true)
    await plugin.host.author(
      `async (figma) => { (await figma.getNodeByIdAsync('${plugin.id}')).appendChild(await figma.getNodeByIdAsync('${inside}')); return 1 }`,
    )
    const second = await exportOf(plugin, plugin.id, first.id)
    expect(second.isSame).toBe(false)
    plugin.host.remove(inside)
    expect((await exportOf(plugin, plugin.id, second.id)).isSame).toBe(false)
  })

  it.each([
    ['something inside it moved', (plugin: Plugin & { id: string }) => plugin.host.move(plugin.host.children(plugin.id)[0] ?? '', 5, 5)],
    ['something inside it went', (plugin: Plugin & { id: string }) => plugin.host.remove(plugin.host.children(plugin.id)[0] ?? '')],
    ['it moved itself', (plugin: Plugin & { id: string }) => plugin.host.move(plugin.id, 40, 0)],
  ])('is made anew when %s', async (_, edit) => {
    const plugin = await open()
    const first = await exportOf(plugin, plugin.id)
    edit(plugin)
    const again = await exportOf(plugin, plugin.id, first.id)
    expect(again.isSame).toBe(false)
    expect(firstPng(again).length).toBeGreaterThan(0)
  })

  it('holds while many live layers arrive over a picture beside it', async () => {
    const host = await newHost()
    const [id = '', other = ''] = await host.author<string[]>(
      frameScript(`
        await figma.loadFontAsync({ family: 'Inter', style: 'Regular' })
        const many = figma.createFrame(); many.resize(400, 300); many.x = 1400; many.fills = paint(0.4, 0.6, 0.8)
        for (let index = 0; index < 80; index++) { const text = figma.createText(); many.appendChild(text); text.characters = 'Text'; text.y = index * 3 }
        return [frame.id, many.id]`),
    )
    host.select([id])
    const plugin = { ...(await openPlugin(host)), id, page: '' }
    const first = await exportOf(plugin, id)
    const one = picture(7, { live: { ...nothingLive, texts: true } })
    const begun = await begin(plugin.figma, other, [one])
    await intend(plugin.figma, one.key, begun)
    const { nodeId } = await plugin.figma.fill({ key: one.key, bytes: await identityAnswer(begun.bytes, begun.plan) })
    expect(plugin.edits).toEqual([])
    expect((await exportOf(plugin, id, first.id)).isSame).toBe(true)

    // From now on they are ordinary layers.
    const shown = await exportOf(plugin, nodeId)
    await host.author(`async (figma) => {
      const [text] = (await figma.getNodeByIdAsync('${nodeId}')).findAllWithCriteria({ types: ['TEXT'] })
      text.opacity = 0.5
      return 1
    }`)
    expect((await exportOf(plugin, nodeId, shown.id)).isSame).toBe(false)
    host.dispose()
  })

  it('is made anew for another model', async () => {
    const plugin = await open()
    const first = await exportOf(plugin, plugin.id)
    const other = await plugin.figma.exportSource({
      subject: { id: plugin.id, scene: null },
      live: nothingLive,
      rules: { ...rules, maxPixels: 500_000 },
      known: first.id,
    })
    expect(other.isSame).toBe(false)
  })

  it('is made anew when a picture of this very window was edited', async () => {
    const plugin = await open()
    const ordered = picture()
    const begun = await begin(plugin.figma, plugin.id, [ordered])
    await intend(plugin.figma, ordered.key, begun)
    const { nodeId } = await plugin.figma.fill({ key: ordered.key, bytes: await identityAnswer(begun.bytes, begun.plan) })
    const first = await exportOf(plugin, nodeId)
    await plugin.host.author(`async (figma) => { (await figma.getNodeByIdAsync('${nodeId}')).cornerRadius = 40; return 1 }`)
    expect((await exportOf(plugin, nodeId, first.id)).isSame).toBe(false)
  })
})

describe('an export that is drawn anew', () => {
  it('brings nothing where it is the picture that the window has, and is remembered by itself', async () => {
    const plugin = await open()
    const first = await exportOf(plugin, plugin.id)
    const second = await exportOf(plugin, plugin.id, first.id, true)
    expect(second).toMatchObject({ isSame: true, pieces: [], plan: first.plan })
    expect(second.id).toBeGreaterThan(first.id)
    expect((await exportOf(plugin, plugin.id, second.id)).isSame).toBe(true)
  })

  it.each([
    ['another picture', (plugin: Plugin & { id: string }) => plugin.host.move(plugin.host.children(plugin.id)[0] ?? '', 5, 5)],
    ['another place', (plugin: Plugin & { id: string }) => plugin.host.move(plugin.id, 40, 0)],
  ])('comes whole where it has %s', async (_, edit) => {
    const plugin = await open()
    const first = await exportOf(plugin, plugin.id)
    edit(plugin)
    const again = await exportOf(plugin, plugin.id, first.id, true)
    expect(again.isSame).toBe(false)
    expect(firstPng(again).length).toBeGreaterThan(0)
  })

  it('comes whole where what was drawn before is not kept any more', async () => {
    const plugin = await open()
    const first = await exportOf(plugin, plugin.id)
    for (let other = 0; other < 3; other++) await exportOf(plugin, plugin.id)
    expect((await exportOf(plugin, plugin.id, first.id, true)).isSame).toBe(false)
  })
})

describe('an export', () => {
  it('refuses a shape that no model takes before anything is sent', async () => {
    const host = await newHost()
    const id = await host.author<string>(frameScript('', 2000, 100))
    const { figma } = await openPlugin(host)
    await expect(figma.exportSource({ subject: { id, scene: null }, live: nothingLive, rules, known: null })).rejects.toMatchObject({
      failure: { code: 'unfit-source', charged: 'no' },
    })
  })

  it('refuses a source that is gone', async () => {
    const { figma } = await openPlugin(await newHost())
    await expect(figma.exportSource({ subject: { id: '9:9', scene: null }, live: nothingLive, rules, known: null })).rejects.toMatchObject({
      failure: { code: 'unfit-source' },
    })
  })
})
