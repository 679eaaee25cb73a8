import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { pictureSize } from '../../src/core/picture/image-size.ts'
import { offsetBetween } from '../support/pixels.ts'
import { type Plugin, begin, frameScript, newHost, openPlugin, picture } from '../support/plugin.ts'
import { restyle } from '../support/restyle.ts'

async function open(script = frameScript()): Promise<Plugin & { id: string }> {
  const host = await newHost()
  const id = await host.author<string>(script)
  host.select([id])
  return { ...(await openPlugin(host)), id }
}

async function bytesOf({ figma }: Plugin, nodeId: string, side = 640): Promise<Uint8Array> {
  const answer = await figma.picture({ nodeId, side })
  if (answer === null) throw new Error(`${nodeId} is gone`)
  return answer.bytes
}

async function ids({ figma }: Plugin, nodeId: string): Promise<readonly string[]> {
  return ((await figma.variantsOf(nodeId))?.variants ?? []).map(({ id }) => id)
}

function move(plugin: Plugin, id: string, x: number, y: number): Promise<unknown> {
  return plugin.host.author(
    `async (figma) => { const node = await figma.getNodeByIdAsync('${id}'); node.x = ${x}; node.y = ${y}; return 1 }`,
  )
}

describe('the pictures of a comparison', () => {
  it.each([
    ['plain', frameScript()],
    ['small', frameScript('', 60, 40)],
    ['with broken sides', frameScript('frame.resize(403.37, 291.61)')],
    ['rotated', frameScript('frame.rotation = 30')],
    ['upright', frameScript('', 200, 500)],
  ])('lie on each other to the pixel: %s', async (_, script) => {
    const plugin = await open(script)
    const [result = ''] = await restyle(plugin, plugin.id, [7])
    const [before, after] = [await bytesOf(plugin, plugin.id), await bytesOf(plugin, result)]
    const size = pictureSize(before)
    expect(pictureSize(after)).toEqual(size)
    expect(Math.max(size?.width ?? 0, size?.height ?? 0)).toBe(640)
    expect(await offsetBetween(before, after)).toMatchObject({ dx: 0, dy: 0 })
  })

  it('are never larger than asked for', async () => {
    const plugin = await open(frameScript('', 997, 613))
    for (const side of [100, 333, 1200]) {
      const { width, height } = await sharp(await bytesOf(plugin, plugin.id, side)).metadata()
      expect(Math.max(width, height)).toBe(side)
    }
  })

  it('say that a layer is gone', async () => {
    const plugin = await open()
    const [result = ''] = await restyle(plugin, plugin.id, [7])
    plugin.host.remove(plugin.id)
    expect(await plugin.figma.picture({ nodeId: plugin.id, side: 640 })).toBeNull()
    expect((await bytesOf(plugin, result)).length).toBeGreaterThan(100)
  })

  it('fail with a reason where the layer is hidden', async () => {
    const plugin = await open()
    await plugin.host.author(`async (figma) => { (await figma.getNodeByIdAsync('${plugin.id}')).visible = false; return 1 }`)
    await expect(plugin.figma.picture({ nodeId: plugin.id, side: 640 })).rejects.toMatchObject({ failure: { code: 'export-failed' } })
  })

  it('change nothing in the document', async () => {
    const plugin = await open()
    const [result = ''] = await restyle(plugin, plugin.id, [7])
    const before = [plugin.host.describe(plugin.id), plugin.host.describe(result), plugin.host.selection()]
    await bytesOf(plugin, result)
    await ids(plugin, result)
    expect([plugin.host.describe(plugin.id), plugin.host.describe(result), plugin.host.selection()]).toEqual(before)
  })
})

describe('the variants of a result', () => {
  it('are all results of its source, with their names and recipes, and no others', async () => {
    const plugin = await open()
    const other = await plugin.host.author<string>(frameScript('frame.x = 100; frame.y = 2000'))
    const made = await restyle(plugin, plugin.id, [1, 2])
    await restyle(plugin, other, [3])
    const found = await plugin.figma.variantsOf(made[1] ?? '')
    expect(found?.subject).toEqual({ id: plugin.id, scene: null })
    expect(found?.variants.map(({ id, name }) => [id, name])).toEqual([
      [made[0], 'Source, Warm timber (1)'],
      [made[1], 'Source, Warm timber (2)'],
    ])
    expect(found?.variants.map(({ recipe }) => (JSON.parse(recipe) as { seed: number }).seed)).toEqual([1, 2])
  })

  it('come in reading order of the canvas, however they were made', async () => {
    const plugin = await open()
    const [a = '', b = '', c = '', d = ''] = await restyle(plugin, plugin.id, [1, 2, 3, 4])
    await move(plugin, a, 1000, 480)
    await move(plugin, b, 600, 520)
    await move(plugin, c, 1000, 90)
    await move(plugin, d, 600, 110)
    for (const asked of [a, b, c, d]) expect(await ids(plugin, asked)).toEqual([d, c, b, a])
  })

  it('are found without their source, and without placeholders', async () => {
    const plugin = await open()
    const made = await restyle(plugin, plugin.id, [1, 2])
    await begin(plugin.figma, plugin.id, [picture(3)])
    plugin.host.remove(plugin.id)
    expect(await ids(plugin, made[0] ?? '')).toEqual(made)
  })

  it('are those of a later version too, but not of an unreadable recipe', async () => {
    const plugin = await open()
    const [first = '', second = '', third = ''] = await restyle(plugin, plugin.id, [1, 2, 3])
    const rewrite = (id: string, recipe: string): Promise<unknown> =>
      plugin.host.author(
        `async (figma) => { (await figma.getNodeByIdAsync('${id}')).setPluginData('recipe', ${JSON.stringify(recipe)}); return 1 }`,
      )
    await rewrite(second, JSON.stringify({ version: 2, source: { id: plugin.id } }))
    await rewrite(third, '{')
    expect(await ids(plugin, first)).toEqual([first, second])
    expect(await plugin.figma.variantsOf(third)).toMatchObject({ subject: { id: '' }, variants: [{ id: third, recipe: '{' }] })
  })

  it('of several layers taken together are told from those of one', async () => {
    const plugin = await open()
    const [one = '', both = ''] = await restyle(plugin, plugin.id, [1, 2])
    const scene = { ids: [plugin.id, '9:9'], padding: 20, background: '' }
    await plugin.host.author(`async (figma) => {
      const node = await figma.getNodeByIdAsync('${both}')
      const recipe = JSON.parse(node.getPluginData('recipe'))
      node.setPluginData('recipe', JSON.stringify({ ...recipe, source: { ...recipe.source, scene: ${JSON.stringify(scene)} } }))
      return 1
    }`)
    expect(await ids(plugin, one)).toEqual([one])
    expect(await plugin.figma.variantsOf(both)).toMatchObject({ subject: { id: plugin.id, scene }, variants: [{ id: both }] })
  })

  it('are none where the result is gone', async () => {
    const plugin = await open()
    const [result = ''] = await restyle(plugin, plugin.id, [1])
    plugin.host.remove(result)
    expect(await plugin.figma.variantsOf(result)).toBeNull()
  })

  it('are those of the result’s own page, also while another one is open', async () => {
    const plugin = await open()
    const made = await restyle(plugin, plugin.id, [1, 2])
    plugin.host.openPage(await plugin.host.author<string>('async (figma) => figma.createPage().id'))
    expect(await ids(plugin, made[0] ?? '')).toEqual(made)
    expect((await bytesOf(plugin, made[1] ?? '')).length).toBeGreaterThan(100)
  })
})
