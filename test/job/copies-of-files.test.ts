// A file that was duplicated, branched or restored to an earlier version while a picture was made, and a picture that Figma lost: each file
// gets its picture, and nobody pays twice (laws 2 and 3).

import { describe, expect, it } from 'vitest'
import { memoryStorage } from '../../playground/host/node.ts'
import type { Host, Storage } from '../../playground/host/types.ts'
import { readList, readRecord } from '../../src/core/base/read.ts'
import { type Plugin, begin, frameScript, intend, newHost, openPlugin, picture } from '../support/plugin.ts'
import { tinyPng } from '../support/tiny.ts'

type Ordered = {
  readonly storage: Storage
  readonly host: Host
  readonly plugin: Plugin
  readonly key: string
  readonly bytes: Uint8Array
  readonly exportId: number
  readonly nodeId: string
}

/** One picture ordered in a file, not sent yet. */
async function ordered(): Promise<Ordered> {
  const storage = memoryStorage()
  const host = await newHost({ storage, fileName: 'Design', exportNode: async () => tinyPng(400, 300) })
  const id = await host.author<string>(frameScript())
  const plugin = await openPlugin(host)
  const one = picture()
  const begun = await begin(plugin.figma, id, [one])
  const { width, height } = begun.plan.sent
  const nodeId = begun.tasks[0]?.nodeId ?? ''
  return { storage, host, plugin, key: one.key, bytes: tinyPng(width, height), exportId: begun.exportId, nodeId }
}

async function accepted(): Promise<Ordered> {
  const order = await ordered()
  await intend(order.plugin.figma, order.key, order)
  await order.plugin.figma.accept({ key: order.key, remoteId: 'remote', at: 5 })
  return order
}

async function openFile({ storage }: Ordered, file: string, fileName: string): Promise<Plugin> {
  return openPlugin(await newHost({ storage, file, fileName, exportNode: async () => tinyPng(400, 300) }))
}

function isFilled(host: Host, id: string): boolean {
  return readRecord(readList(host.describe(id)?.['fills'])[0]).type === 'IMAGE'
}

const taken = [{ state: 'accepted', remoteId: 'remote', acceptedAt: 5 }]

describe('a picture in the making', () => {
  it.each(['Design (Copy)', 'Design'])('is laid in the file and in its duplicate, called %s', async (name) => {
    const order = await accepted()
    const file = order.host.save()
    order.plugin.run.close()
    const copy = await openFile(order, file, name)
    expect((await copy.figma.load()).tasks).toMatchObject(taken)
    await copy.figma.fill({ key: order.key, bytes: order.bytes })
    expect(isFilled(copy.host, order.nodeId)).toBe(true)

    const original = await openPlugin(order.host)
    expect((await original.figma.load()).tasks).toMatchObject(taken)
    await original.figma.fill({ key: order.key, bytes: order.bytes })
    expect(isFilled(order.host, order.nodeId)).toBe(true)
    expect((await original.figma.load()).tasks).toEqual([])
    expect((await order.storage.keys()).filter((key) => key.startsWith('task:'))).toEqual([])
  })

  it('is still laid in the file when somebody gave it up in the duplicate', async () => {
    const order = await accepted()
    const file = order.host.save()
    order.plugin.run.close()
    const copy = await openFile(order, file, 'Design (Copy)')
    await copy.figma.load()
    await copy.figma.remove(order.key)
    expect((await (await openPlugin(order.host)).figma.load()).tasks).toMatchObject(taken)
  })

  it('is laid in an earlier version of the file that is restored after it came', async () => {
    const order = await accepted()
    const earlier = order.host.save()
    await order.plugin.figma.fill({ key: order.key, bytes: order.bytes })
    order.plugin.run.close()
    const restored = await openFile(order, earlier, 'Design')
    expect((await restored.figma.load()).tasks).toMatchObject(taken)
    await restored.figma.fill({ key: order.key, bytes: order.bytes })
    expect(isFilled(restored.host, order.nodeId)).toBe(true)
  })

  it('is laid in a file that an undo took back to before its first order, while no window was open', async () => {
    const order = await accepted()
    order.plugin.run.close()
    expect(order.host.undo()).toBe(true)
    expect(order.host.describe(order.nodeId)).toBeNull()
    const first = await openPlugin(order.host)
    expect((await first.figma.load()).tasks).toMatchObject(taken)
    first.run.close()
    const second = await openPlugin(order.host)
    expect((await second.figma.load()).tasks).toMatchObject(taken)
    await second.figma.fill({ key: order.key, bytes: order.bytes })
    const [source = '', result = ''] = order.host.children(order.host.pages()[0]?.id ?? '')
    expect(source).not.toBe('')
    expect(isFilled(order.host, result)).toBe(true)
  })

  it.each([
    ['has another name', 'Untitled', ''],
    ['has another source in its place', 'Design', "frame.name = 'Other'"],
    ['has the same source in another place', 'Design', 'frame.x = 101'],
    ['has a source of another size', 'Design', 'frame.resize(401, 300)'],
  ])('is no business of a file without any order that %s', async (_how, fileName, body) => {
    const order = await accepted()
    order.plugin.run.close()
    const other = await newHost({ storage: order.storage, fileName })
    await other.author<string>(frameScript(body))
    expect((await (await openPlugin(other)).figma.load()).tasks).toEqual([])
  })

  it('that was not sent stays undone', async () => {
    const order = await ordered()
    order.plugin.run.close()
    order.host.undo()
    expect((await (await openPlugin(order.host)).figma.load()).tasks).toEqual([])
  })

  it('is no business of an old duplicate that holds nothing of it', async () => {
    const order = await accepted()
    await order.plugin.figma.fill({ key: order.key, bytes: order.bytes })
    const file = order.host.save()
    const source = order.host.children(order.host.pages()[0]?.id ?? '')[0] ?? ''
    const later = picture()
    await begin(order.plugin.figma, source, [later])
    order.plugin.run.close()
    expect((await (await openFile(order, file, 'Design (Copy)')).figma.load()).tasks).toEqual([])
    expect((await (await openPlugin(order.host)).figma.load()).tasks).toMatchObject([{ key: later.key, state: 'waiting' }])
  })

  it('of one file loads no page of another', async () => {
    const order = await accepted()
    const other = await newHost({ storage: order.storage, fileName: 'Other' })
    await other.author<string>(frameScript())
    const first = other.pages()[0]?.id ?? ''
    const second = await other.author<string>(
      "async (figma) => { figma.root.setPluginData('file', 'another'); return figma.createPage().id }",
    )
    other.openPage(second)
    const plugin = await openPlugin(other)
    expect((await plugin.figma.load()).tasks).toEqual([])
    expect([...plugin.run.loadedPages]).not.toContain(first)
    expect(await order.storage.keys()).toContain(`task:${order.key}`)
  })

  it('that waits in two files is sent by one of them only', async () => {
    const order = await ordered()
    const copy = await openFile(order, order.host.save(), 'Design (Copy)')
    expect((await copy.figma.load()).tasks).toMatchObject([{ state: 'waiting' }])
    const source = copy.host.children(copy.host.pages()[0]?.id ?? '')[0] ?? ''
    const exported = await copy.figma.exportSource({
      subject: { id: source, scene: null },
      live: picture().choice.live,
      rules: { grid: 16, minSide: 256, maxPixels: 1_048_576, maxSide: 1440 },
      known: null,
    })
    await intend(order.plugin.figma, order.key, order)
    await order.plugin.figma.accept({ key: order.key, remoteId: 'remote', at: 5 })
    await expect(intend(copy.figma, order.key, { exportId: exported.id })).rejects.toMatchObject({
      failure: { code: 'maybe-submitted', charged: 'unknown' },
    })
  })
})

describe('a picture whose bytes Figma never got', () => {
  it('is asked for again by the next window, and laid anew', async () => {
    const order = await accepted()
    await order.plugin.figma.fill({ key: order.key, bytes: order.bytes })
    order.plugin.run.kill()
    expect((await (await openPlugin(order.host)).figma.load()).tasks).toEqual([])
    order.host.loseImages()
    const next = await openPlugin(order.host)
    expect((await next.figma.load()).tasks).toMatchObject(taken)
    const { nodeId } = await next.figma.fill({ key: order.key, bytes: order.bytes })
    expect([nodeId, isFilled(order.host, nodeId)]).toEqual([order.nodeId, true])
    expect((await next.figma.load()).tasks).toEqual([])
    expect(next.run.problems).toEqual([])
  })
})
