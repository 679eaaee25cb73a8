import { describe, expect, it } from 'vitest'
import { readJson } from '../../src/core/base/read.ts'
import { readKnownRecipe } from '../../src/core/recipe/recipe.ts'
import { identityAnswer } from '../support/pixels.ts'
import { type Plugin, begin, frameScript, intend, newHost, openPlugin, picture } from '../support/plugin.ts'
import { restyle } from '../support/restyle.ts'

async function open(): Promise<Plugin & { source: string; page: string }> {
  const host = await newHost()
  const source = await host.author<string>(frameScript())
  host.select([source])
  return { ...(await openPlugin(host)), source, page: host.pages()[0]?.id ?? '' }
}

async function listed(plugin: Plugin): Promise<readonly string[]> {
  return (await plugin.figma.results()).results.map(({ nodeId }) => nodeId)
}

function onNode(plugin: Plugin, id: string, act: string): Promise<string> {
  return plugin.host.author<string>(`async (figma) => { const node = await figma.getNodeByIdAsync('${id}'); ${act} }`)
}

function copyOf(plugin: Plugin, id: string): Promise<string> {
  return onNode(plugin, id, 'return node.clone().id')
}

describe('the results on a page', () => {
  it('list nothing before anything was made, neither placeholders nor frames of the user', async () => {
    const plugin = await open()
    expect(await listed(plugin)).toEqual([])
    await begin(plugin.figma, plugin.source, [picture()])
    expect(await listed(plugin)).toEqual([])
  })

  it('are listed once they are filled, with name, size and their recipe as it is stored on the layer', async () => {
    const plugin = await open()
    const [id = ''] = await restyle(plugin, plugin.source, [7, 8])
    const { results } = await plugin.figma.results()
    expect(results).toHaveLength(2)
    expect(results[0]).toMatchObject({ nodeId: id, name: 'Warm timber, noon – Source', width: 400, height: 300, isStarred: false })
    expect(readKnownRecipe(readJson(results[0]?.recipe ?? ''))).toMatchObject({ seed: 7, source: { id: plugin.source } })
  })

  it('include the copies that a user made, wherever they are on the page', async () => {
    const plugin = await open()
    const [id = ''] = await restyle(plugin, plugin.source)
    const copy = await copyOf(plugin, id)
    const inside = await onNode(
      plugin,
      id,
      'const deep = figma.createFrame(); const one = node.clone(); deep.appendChild(one); return one.id',
    )
    expect(new Set(await listed(plugin))).toEqual(new Set([id, copy, inside]))
  })

  it('are those of the open page only', async () => {
    const plugin = await open()
    const ids = await restyle(plugin, plugin.source)
    plugin.host.openPage(await plugin.host.author<string>('async (figma) => figma.createPage().id'))
    expect(await listed(plugin)).toEqual([])
    plugin.host.openPage(plugin.page)
    expect(await listed(plugin)).toEqual(ids)
  })

  it('of one press are found in their order, and the others of one that is kept go, until one undo', async () => {
    const plugin = await open()
    const ids = await restyle(plugin, plugin.source, [1, 2, 3])
    const [first = '', kept = '', third = ''] = ids
    expect(await plugin.figma.runOf(kept)).toEqual(ids)
    await plugin.figma.keepOnly({ nodeId: kept, others: [first, third, plugin.source] })
    expect(await listed(plugin)).toEqual([kept])
    expect(plugin.host.describe(plugin.source)).not.toBeNull()
    expect(plugin.host.undo()).toBe(true)
    expect(new Set(await listed(plugin))).toEqual(new Set(ids))
    // A press on several frames makes one run per frame.
    const elsewhere = `node.setPluginData('recipe', node.getPluginData('recipe').replace('"source":{"id":"', '$&9'))`
    await onNode(plugin, third, elsewhere)
    expect(await plugin.figma.runOf(kept)).toEqual([first, kept])
  })

  it('of one press are without the copies that a person made, which stay where one is kept', async () => {
    const plugin = await open()
    const ids = await restyle(plugin, plugin.source, [1, 2])
    const [first = '', second = ''] = ids
    const inBoard =
      'const board = figma.createFrame(); figma.currentPage.insertChild(0, board); const one = node.clone(); board.appendChild(one); return one.id'
    const copies = [await copyOf(plugin, first), await onNode(plugin, first, inBoard), await onNode(plugin, second, inBoard)]
    expect(await plugin.figma.runOf(first)).toEqual(ids)
    expect(await plugin.figma.runOf(copies[0] ?? '')).toHaveLength(2)
    await plugin.figma.keepOnly({ nodeId: first, others: [second, ...copies] })
    expect(new Set(await listed(plugin))).toEqual(new Set([first, ...copies]))
  })

  it('keep a recipe of a later version as it is stored', async () => {
    const plugin = await open()
    const [id = ''] = await restyle(plugin, plugin.source)
    const future = '{"version":2,"mood":{"deep":["blue"]}}'
    await onNode(plugin, id, `node.setPluginData('recipe', '${future}')`)
    expect((await plugin.figma.results()).results).toMatchObject([{ nodeId: id, recipe: future }])
  })

  it('are not listed any more when they are deleted', async () => {
    const plugin = await open()
    const [first = '', second = ''] = await restyle(plugin, plugin.source, [1, 2])
    plugin.host.remove(first)
    expect(await listed(plugin)).toEqual([second])
  })
})

describe('a star', () => {
  const stars = async (plugin: Plugin): Promise<readonly boolean[]> =>
    (await plugin.figma.results()).results.map(({ isStarred }) => isStarred)

  it('survives closing the window, is copied with its result, and leaves no plugin data when it is taken off', async () => {
    const plugin = await open()
    const [id = ''] = await restyle(plugin, plugin.source)
    await plugin.figma.star({ nodeId: id, isStarred: true })
    await copyOf(plugin, id)
    plugin.run.close()
    const next = await openPlugin(plugin.host)
    expect(await stars(next)).toEqual([true, true])
    await next.figma.star({ nodeId: id, isStarred: false })
    expect(new Set(await stars(next))).toEqual(new Set([false, true]))
    expect(plugin.host.describe(id)?.['pluginData']).not.toHaveProperty('starred')
  })

  it('is an undo step of its own, not part of the step of a picture that comes later', async () => {
    const plugin = await open()
    const [id = ''] = await restyle(plugin, plugin.source)
    const later = picture(9)
    const begun = await begin(plugin.figma, plugin.source, [later])
    await intend(plugin.figma, later.key, begun)
    await plugin.figma.star({ nodeId: id, isStarred: true })
    await plugin.figma.fill({ key: later.key, bytes: await identityAnswer(begun.bytes, begun.plan) })
    expect(await stars(plugin)).toEqual([true, false])
    plugin.host.undo()
    expect(await stars(plugin)).toEqual([true])
    expect(plugin.host.children(plugin.page)).toEqual([plugin.source, id])
    plugin.host.undo()
    expect(await stars(plugin)).toEqual([false])
  })

  it('is never written on what the plugin did not make', async () => {
    const plugin = await open()
    const before = plugin.host.describe(plugin.source)
    await expect(plugin.figma.star({ nodeId: plugin.source, isStarred: true })).rejects.toMatchObject({ failure: { code: 'internal' } })
    await expect(plugin.figma.star({ nodeId: '404:404', isStarred: true })).rejects.toMatchObject({ failure: { code: 'internal' } })
    expect(plugin.host.describe(plugin.source)).toEqual(before)
  })
})
