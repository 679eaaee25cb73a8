// What a user does on the canvas while the plugin runs.

import { describe, expect, it } from 'vitest'
import { openHost, pixelsOf, plugin } from './world.ts'

const scene = `async (figma) => {
  const frame = figma.createFrame(); frame.x = 100; frame.y = 100; frame.resize(200, 100)
  const child = figma.createRectangle(); frame.appendChild(child); child.x = 10; child.y = 10; child.resize(50, 50)
  const section = figma.createSection(); section.x = 500; const inner = figma.createFrame(); section.appendChild(inner); inner.x = 20; inner.y = 20
  return { frame: frame.id, child: child.id, section: section.id, inner: inner.id }
}`
type Ids = Record<'frame' | 'child' | 'section' | 'inner', string>

describe('a person', () => {
  it('hits the frame with a click, its child with a deep one, and what stands in a section', async () => {
    const host = await openHost()
    const ids = await host.author<Ids>(scene)
    expect([host.hit(120, 120), host.hit(120, 120, true), host.hit(530, 30), host.hit(510, 10), host.hit(10, 10)]).toEqual([
      ids.frame,
      ids.child,
      ids.inner,
      ids.section,
      null,
    ])
  })

  it('moves, removes and sees the page', async () => {
    const host = await openHost()
    const ids = await host.author<Ids>(scene)
    host.move(ids.frame, 5, -5)
    expect(host.box(ids.child)).toEqual({ x: 115, y: 105, width: 50, height: 50 })
    const part = { x: 100, y: 90, width: 20, height: 20 }
    const page = await pixelsOf(await host.screenshot(part, 2))
    expect([page.width, page.at(2, 2), page.at(20, 20)]).toEqual([40, [245, 245, 245, 255], [255, 255, 255, 255]])
    const bare = await host.pixels(part, 2)
    expect([bare.width, bare.height, bare.rgba.length]).toEqual([40, 40, 6400])
    expect([2, 20].map((at) => [...bare.rgba.subarray(4 * (40 * at + at), 4 * (40 * at + at + 1))])).toEqual([
      page.at(2, 2),
      page.at(20, 20),
    ])
    host.remove(ids.frame)
    expect([host.box(ids.frame), host.describe(ids.child)]).toEqual([null, null])
  })

  it('hears of changes once a turn', async () => {
    const host = await openHost()
    let count = 0
    host.onChange(() => (count += 1))
    host.select(await host.author<string[]>(`async (figma) => [figma.createFrame().id, figma.createFrame().id]`))
    await Promise.resolve()
    expect(count).toBeLessThanOrEqual(2)
    expect(host.selection()).toHaveLength(2)
  })

  it('ends one plugin by starting another', async () => {
    const host = await openHost()
    const first = await plugin(host, `figma.on('close', () => figma.currentPage.setPluginData('ended', '1')); send(1)`)
    const kinds: string[] = []
    first.run.onUi(({ kind }) => kinds.push(kind))
    await plugin(host, `send(1)`)
    expect([kinds, host.describe('0:1')?.['pluginData']]).toEqual([['closed'], { ended: '1' }])
  })

  it('looks at another page, which loads it for the plugin and empties the selection', async () => {
    const host = await openHost()
    const page = await host.author<string>(`async (figma) => figma.createPage().id`)
    const { run } = await plugin(host, `figma.on('currentpagechange', () => send(figma.currentPage.children.length)); send('ready')`)
    const heard = new Promise((resolve) => run.onMessage(resolve))
    host.openPage(page)
    expect([await heard, host.selection(), host.pages().length]).toEqual([0, [], 2])
  })
})
