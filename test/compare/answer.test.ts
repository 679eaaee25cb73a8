import { describe, expect, it } from 'vitest'
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

describe('the variants of a result', () => {
  it('are all results of its source, with their names and recipes, and no others', async () => {
    const plugin = await open()
    const other = await plugin.host.author<string>(frameScript('frame.x = 100; frame.y = 2000'))
    const made = await restyle(plugin, plugin.id, [1, 2])
    await restyle(plugin, other, [3])
    const found = await plugin.figma.variantsOf(made[1] ?? '')
    expect(found?.subject).toEqual({ id: plugin.id, scene: null })
    expect(found?.variants.map(({ id, name }) => [id, name])).toEqual([
      [made[0], 'Warm timber, noon – Source'],
      [made[1], 'Warm timber, noon – Source · 2'],
    ])
    expect(found?.variants.map(({ recipe }) => (JSON.parse(recipe) as { seed: number }).seed)).toEqual([1, 2])
  })

  it('come row by row and from left to right, in whichever order they were made', async () => {
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

  it('include those of a later version, and none with a recipe that cannot be read', async () => {
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

  it('of a scene are others than those of one of its layers', async () => {
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

  it('are found without a change of the document', async () => {
    const plugin = await open()
    const [result = ''] = await restyle(plugin, plugin.id, [7])
    const facts = () => [plugin.host.describe(plugin.id), plugin.host.describe(result), plugin.host.selection()]
    const before = facts()
    await ids(plugin, result)
    expect(facts()).toEqual(before)
  })

  it('are null when the result is gone', async () => {
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
