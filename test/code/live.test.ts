import { describe, expect, it } from 'vitest'
import { nothingLive } from '../../src/core/live.ts'
import type { Live } from '../../src/core/live.ts'
import { identityAnswer } from '../support/pixels.ts'
import { begin, frameScript, intend, newHost, openPlugin, picture } from '../support/plugin.ts'

const script = frameScript(`
  await figma.loadFontAsync({ family: 'Inter', style: 'Bold' })
  const text = figma.createText()
  text.fontName = { family: 'Inter', style: 'Bold' }
  text.characters = 'Hello there'
  text.fontSize = 32
  frame.appendChild(text)
  text.x = 40; text.y = 30
`)

const restyleLive = async (live: Live) => {
  const host = await newHost()
  const id = await host.author<string>(script)
  host.select([id])
  const plugin = await openPlugin(host)
  const one = picture(7, { live })
  const begun = await begin(plugin.figma, id, [one])
  await intend(plugin.figma, one.key, begun)
  const bytes = await identityAnswer(begun.bytes, begun.plan)
  const done = await plugin.figma.fill({ key: one.key, bytes })
  return { host, id, plugin, begun, done }
}

describe('a text that stays live', () => {
  it('stands over the picture as the text that it was', async () => {
    const { host, id, done, plugin } = await restyleLive({ ...nothingLive, texts: true })
    expect(done.notes).toEqual([])
    const [layer = ''] = host.children(done.nodeId)
    const [text = ''] = host.children(layer)
    expect(host.describe(text)).toMatchObject({ type: 'TEXT', characters: 'Hello there', fontSize: 32, x: 40, y: 30 })
    expect(host.children(id)).toHaveLength(4)
    expect(plugin.run.problems).toEqual([])
  })
})
