import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { pictureSize } from '../../src/core/picture/image-size.ts'
import { offsetBetween } from '../support/pixels.ts'
import { type Plugin, frameScript, newHost, openPlugin } from '../support/plugin.ts'
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

describe('pictures of layers', () => {
  it.each([
    ['plain', frameScript()],
    ['small', frameScript('', 60, 40)],
    ['with broken sides', frameScript('frame.resize(403.37, 291.61)')],
    ['rotated', frameScript('frame.rotation = 30')],
    ['upright', frameScript('', 200, 500)],
  ])('of a source and its result lie on each other to the pixel: %s', async (_, script) => {
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

  it('are null when the layer is gone', async () => {
    const plugin = await open()
    const [result = ''] = await restyle(plugin, plugin.id, [7])
    plugin.host.remove(plugin.id)
    expect(await plugin.figma.picture({ nodeId: plugin.id, side: 640 })).toBeNull()
    expect((await bytesOf(plugin, result)).length).toBeGreaterThan(100)
  })

  it('fail with a reason when the layer is hidden', async () => {
    const plugin = await open()
    await plugin.host.author(`async (figma) => { (await figma.getNodeByIdAsync('${plugin.id}')).visible = false; return 1 }`)
    await expect(plugin.figma.picture({ nodeId: plugin.id, side: 640 })).rejects.toMatchObject({ failure: { code: 'export-failed' } })
  })

  it('change nothing in the document', async () => {
    const plugin = await open()
    const [result = ''] = await restyle(plugin, plugin.id, [7])
    const before = [plugin.host.describe(plugin.id), plugin.host.describe(result), plugin.host.selection()]
    await bytesOf(plugin, result)
    expect([plugin.host.describe(plugin.id), plugin.host.describe(result), plugin.host.selection()]).toEqual(before)
  })
})
