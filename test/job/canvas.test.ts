import { describe, expect, it } from 'vitest'
import { memoryStorage } from '../../playground/host/node.ts'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import { readKnownRecipe } from '../../src/core/recipe/recipe.ts'
import { identityAnswer } from '../support/pixels.ts'
import { type Plugin, begin, frameScript, intend, newHost, openPlugin, picture, rules } from '../support/plugin.ts'
import { restyle } from '../support/restyle.ts'

type Facts = Record<string, unknown> & {
  pluginData: Record<string, string>
  parent: string
  x: number
  y: number
  name: string
  fills: { type: string }[]
}

function facts(plugin: Plugin, id: string): Facts {
  const found = plugin.host.describe(id)
  if (found === null) throw new Error(`no node ${id}`)
  return found as Facts
}

async function open(script = frameScript()): Promise<Plugin & { id: string; page: string }> {
  const host = await newHost()
  const id = await host.author<string>(script)
  host.select([id])
  return { ...(await openPlugin(host)), id, page: host.pages()[0]?.id ?? '' }
}

describe('a result on the canvas', () => {
  it('is a frame of the source’s size, 60 px beside it, named after look, light and source', async () => {
    const plugin = await open()
    const [result = ''] = await restyle(plugin, plugin.id)
    expect(facts(plugin, result)).toMatchObject({
      type: 'FRAME',
      name: 'Warm timber, noon – Source',
      x: 560,
      y: 80,
      width: 400,
      height: 300,
      parent: plugin.page,
    })
    expect(facts(plugin, result).fills).toMatchObject([{ type: 'IMAGE', scaleMode: 'CROP' }])
  })

  it('has a number behind its name where one of its source has that name already, whatever else is called so', async () => {
    const plugin = await open(frameScript("figma.currentPage.children[0].name = 'Source'"))
    const made = await restyle(plugin, plugin.id, [1, 2])
    const names = made.map((id) => facts(plugin, id).name)
    expect(names).toEqual(['Warm timber, noon – Source', 'Warm timber, noon – Source · 2'])
    const [again = ''] = await restyle(plugin, made[0] ?? '')
    expect(facts(plugin, again).name).toBe('Warm timber, noon – Source · 3')
    const other = await plugin.host.author<string>(frameScript())
    const [of = ''] = await restyle(plugin, other)
    expect(facts(plugin, of).name).toBe('Warm timber, noon – Source')
  })

  it('is brought into view where the plugin’s window would cover it, and the view goes back', async () => {
    const plugin = await open()
    const before = plugin.host.seen()
    const { tasks } = await begin(plugin.figma, plugin.id, [picture()])
    const box = plugin.host.box(tasks[0]?.nodeId ?? '')
    const { center, zoom, size, window } = plugin.host.seen()
    const left = ((box?.x ?? 0) - center.x) * zoom + size.width / 2
    expect(left).toBeGreaterThanOrEqual(0)
    expect(left + (box?.width ?? 0) * zoom).toBeLessThanOrEqual(window.x)
    await plugin.figma.viewBack()
    expect(plugin.host.seen()).toEqual(before)
  })

  it('carries its recipe, and its task no more', async () => {
    const plugin = await open()
    const [result = ''] = await restyle(plugin, plugin.id)
    const { pluginData } = facts(plugin, result)
    const recipe = readKnownRecipe(JSON.parse(pluginData.recipe ?? ''))
    expect(recipe).toMatchObject({
      modelId: 'flux-depth-pro',
      seed: 7,
      look: 'timber',
      source: { id: plugin.id, name: 'Source', width: 400, height: 300 },
    })
    expect(pluginData.task ?? '').toBe('')
  })

  it('keeps the source’s radii and strokes nothing', async () => {
    const plugin = await open(frameScript('frame.topLeftRadius = 40; frame.bottomRightRadius = 12'))
    const [result = ''] = await restyle(plugin, plugin.id)
    expect(facts(plugin, result)).toMatchObject({
      topLeftRadius: 40,
      topRightRadius: 0,
      bottomRightRadius: 12,
      bottomLeftRadius: 0,
      strokes: [],
    })
  })

  it('stands right of the next one when there are several, and right of what is in the way', async () => {
    const plugin = await open(frameScript('rectangle(figma.currentPage, 700, 200, 100, 100, paint(1, 0, 0))'))
    const results = await restyle(plugin, plugin.id, [1, 2, 3])
    expect(results.map((id) => facts(plugin, id).x)).toEqual([860, 1320, 1780])
  })

  it('goes beside the outermost frame of a nested source, at the source’s own height', async () => {
    const plugin = await open(
      frameScript(
        'const outer = figma.createFrame(); outer.resize(900, 700); outer.x = 40; outer.y = 10; outer.appendChild(frame); frame.x = 31; frame.y = 57',
      ),
    )
    const [result = ''] = await restyle(plugin, plugin.id)
    expect(facts(plugin, result)).toMatchObject({ parent: plugin.page, x: 1000, y: 67 })
  })

  it('stays in the section of its source, which grows to hold it', async () => {
    const plugin = await open(
      frameScript(
        'const section = figma.createSection(); section.resizeWithoutConstraints(500, 400); section.x = 300; section.y = 200; section.appendChild(frame); frame.x = 50; frame.y = 60',
      ),
    )
    const section = facts(plugin, plugin.id).parent
    const [result = ''] = await restyle(plugin, plugin.id)
    expect(facts(plugin, result)).toMatchObject({ parent: section, x: 510, y: 60 })
    expect(plugin.host.box(section)).toEqual({ x: 300, y: 200, width: 970, height: 420 })
  })

  it('gives a section its size back when the order is cancelled', async () => {
    const plugin = await open(
      frameScript(
        'const section = figma.createSection(); section.resizeWithoutConstraints(500, 400); section.appendChild(frame); frame.x = 50; frame.y = 60',
      ),
    )
    const section = facts(plugin, plugin.id).parent
    const pictures = [picture(1), picture(2)]
    await begin(plugin.figma, plugin.id, pictures)
    for (const { key } of pictures) await plugin.figma.remove(key)
    expect(plugin.host.children(section)).toEqual([plugin.id])
    expect(plugin.host.box(section)).toMatchObject({ width: 500, height: 400 })
  })

  it('leaves the source as it was', async () => {
    const plugin = await open()
    const before = facts(plugin, plugin.id)
    await restyle(plugin, plugin.id, [1, 2])
    expect(facts(plugin, plugin.id)).toEqual(before)
    expect(plugin.host.selection()).toEqual([plugin.id])
  })

  it.each([1, 2, 4])('is removed alone by one undo, of %i', async (count) => {
    const plugin = await open()
    const results = await restyle(
      plugin,
      plugin.id,
      Array.from({ length: count }, (_, index) => index),
    )
    for (let left = count - 1; left >= 0; left--) {
      expect(plugin.host.undo()).toBe(true)
      expect(plugin.host.children(plugin.page)).toEqual([plugin.id, ...results.slice(0, left)])
    }
  })

  it('arrives beside others that arrive at the same moment', async () => {
    const plugin = await open()
    const pictures = [1, 2, 3, 4].map((seed) => picture(seed))
    const begun = await begin(plugin.figma, plugin.id, pictures)
    const bytes = await identityAnswer(begun.bytes, begun.plan)
    await Promise.all(pictures.map(({ key }) => intend(plugin.figma, key, begun)))
    const filled = await Promise.all(pictures.map(({ key }) => plugin.figma.fill({ key, bytes })))
    expect(plugin.host.children(plugin.page)).toEqual([plugin.id, ...filled.map(({ nodeId }) => nodeId)])
    expect(filled.map(({ notes }) => notes)).toEqual([[], [], [], []])
    expect((await plugin.figma.load()).tasks).toEqual([])
  })

  it('is found, not inserted twice, when its record was not removed', async () => {
    const storage = memoryStorage()
    const host = await newHost({ storage })
    const id = await host.author<string>(frameScript())
    const first = await openPlugin(host)
    const ordered = picture()
    const begun = await begin(first.figma, id, [ordered])
    const [record] = (await storage.keys()).filter((key) => key.startsWith('task:'))
    const kept = await storage.get(record ?? '')
    const bytes = await identityAnswer(begun.bytes, begun.plan)
    const { nodeId } = await first.figma.fill({ key: ordered.key, bytes })
    first.run.kill()
    await storage.set(record ?? '', kept)

    const second = await openPlugin(host)
    // Also while the window still knows the task.
    expect(await second.figma.fill({ key: ordered.key, bytes })).toEqual({ nodeId, notes: [] })
    await storage.set(record ?? '', kept)
    expect((await second.figma.load()).tasks).toEqual([])
    expect(await storage.get(record ?? '')).toBeUndefined()
    expect(host.children(host.pages()[0]?.id ?? '')).toHaveLength(2)
  })

  it('is put beside the source when its placeholder was deleted, and says so', async () => {
    const plugin = await open()
    const ordered = picture()
    const begun = await begin(plugin.figma, plugin.id, [ordered])
    plugin.host.remove(begun.tasks[0]?.nodeId ?? '')
    const { nodeId, notes } = await plugin.figma.fill({ key: ordered.key, bytes: await identityAnswer(begun.bytes, begun.plan) })
    expect(notes).toEqual(['moved'])
    expect(facts(plugin, nodeId)).toMatchObject({ x: 560, y: 80 })
  })

  it('is put where the source was when that is gone and another page is open', async () => {
    const plugin = await open()
    const ordered = picture()
    const begun = await begin(plugin.figma, plugin.id, [ordered])
    plugin.host.remove(plugin.id)
    plugin.host.remove(begun.tasks[0]?.nodeId ?? '')
    const second = await plugin.host.author<string>('async (figma) => figma.createPage().id')
    plugin.host.openPage(second)
    const { nodeId } = await plugin.figma.fill({ key: ordered.key, bytes: await identityAnswer(begun.bytes, begun.plan) })
    expect(facts(plugin, nodeId)).toMatchObject({ parent: plugin.page, x: 560, y: 80 })
    expect(plugin.host.children(second)).toEqual([])
  })

  it('covers and centres a picture of another shape, and says so', async () => {
    const plugin = await open()
    const ordered = picture()
    const begun = await begin(plugin.figma, plugin.id, [ordered])
    const square = await identityAnswer(begun.bytes, { content: begun.plan.content, sent: { width: 1600, height: 1600 } })
    const { notes, nodeId } = await plugin.figma.fill({ key: ordered.key, bytes: square })
    expect(notes).toEqual(['other-shape'])
    const [
      {
        imageTransform: [[a, , tx], [, d, ty]],
      },
    ] = facts(plugin, nodeId).fills as unknown as [{ imageTransform: number[][] & [number[], number[]] }]
    expect((a ?? 0) / 2 + (tx ?? 0)).toBeCloseTo(0.5, 2)
    expect((d ?? 0) / 2 + (ty ?? 0)).toBeCloseTo(0.5, 2)
    expect(a).toBeGreaterThan(0.95)
    expect(d).toBeLessThan(0.8)
  })

  it('is refused with its reason when the bytes are no picture, and the placeholder stays', async () => {
    const plugin = await open()
    const ordered = picture()
    const { tasks } = await begin(plugin.figma, plugin.id, [ordered])
    await expect(plugin.figma.fill({ key: ordered.key, bytes: new Uint8Array([1, 2, 3]) })).rejects.toMatchObject({
      failure: { code: 'insert-failed', charged: 'yes' },
    })
    expect(facts(plugin, tasks[0]?.nodeId ?? '').fills).toMatchObject([{ type: 'SOLID' }])
  })
})

describe('a placeholder', () => {
  it('is marked when its picture failed, and unmarked when it is tried again', async () => {
    const plugin = await open()
    const ordered = picture()
    const { tasks } = await begin(plugin.figma, plugin.id, [ordered])
    const id = tasks[0]?.nodeId ?? ''
    const waiting = facts(plugin, id)
    await plugin.figma.markFailed({ key: ordered.key, isOver: true })
    expect(facts(plugin, id).name).toBe('Warm timber, noon – Source · no picture')
    const again = await plugin.figma.beginAgain({ key: ordered.key, rules, change: { seed: 9 }, isNewOrder: true })
    expect(again).toMatchObject({ nodeId: id, state: 'waiting', recipe: { seed: 9 } })
    expect(facts(plugin, id)).toMatchObject({ name: 'Warm timber, noon – Source · queued', fills: waiting.fills })
  })

  it('says what it waits for, and shows its source faintly while it is made, once for all of a run', async () => {
    const plugin = await open()
    const pictures = [picture(1), picture(2)]
    const begun = await begin(plugin.figma, plugin.id, pictures)
    const placeholders = begun.tasks.map(({ nodeId }) => nodeId)
    expect(placeholders.map((id) => facts(plugin, id).name)).toEqual([
      'Warm timber, noon – Source · queued',
      'Warm timber, noon – Source · 2 · queued',
    ])
    for (const { key } of pictures) {
      await intend(plugin.figma, key, begun)
      await plugin.figma.accept({ key, remoteId: `r-${key}`, at: 5 })
    }
    const [first, second] = placeholders.map((id) => facts(plugin, id))
    expect(first).toMatchObject({
      name: 'Warm timber, noon – Source · generating',
      fills: [
        { type: 'SOLID' },
        {
          type: 'IMAGE',
          scaleMode: 'CROP',
          opacity: 0.3,
          imageTransform: [
            [expect.closeTo(1, 9), 0, 0],
            [0, expect.closeTo(1, 9), 0],
          ],
        },
      ],
    })
    expect(second?.fills[1]).toEqual(first?.fills[1])
    const { nodeId } = await plugin.figma.fill({ key: pictures[0]?.key ?? '', bytes: await identityAnswer(begun.bytes, begun.plan) })
    expect(facts(plugin, nodeId).name).toBe('Warm timber, noon – Source')
    expect(facts(plugin, nodeId).fills).toHaveLength(1)
  })

  it('of a source that is called like one keeps the whole name of it', async () => {
    const plugin = await open(frameScript("frame.name = 'Upload · queued'"))
    const named = async (): Promise<unknown> => {
      const ordered = picture()
      const begun = await begin(plugin.figma, plugin.id, [ordered])
      await intend(plugin.figma, ordered.key, begun)
      await plugin.figma.accept({ key: ordered.key, remoteId: 'r', at: 5 })
      const { nodeId } = await plugin.figma.fill({ key: ordered.key, bytes: await identityAnswer(begun.bytes, begun.plan) })
      return facts(plugin, nodeId).name
    }
    expect(await named()).toBe('Warm timber, noon – Upload · queued')
    expect(await named()).toBe('Warm timber, noon – Upload · queued · 2')
  })

  it('shows no depth map that is sent in place of its source', async () => {
    const { figma, ...plugin } = await open()
    const ordered = picture()
    const { tasks } = await begin(figma, plugin.id, [ordered])
    const subject = { id: plugin.id, scene: null }
    const { id: exportId } = await figma.exportSource({ subject, live: nothingLive, rules, view: 'layers', known: null })
    await intend(figma, ordered.key, { exportId })
    await figma.accept({ key: ordered.key, remoteId: 'r', at: 5 })
    const { name, fills } = facts({ figma, ...plugin }, tasks[0]?.nodeId ?? '')
    expect([name, fills.map(({ type }) => type)]).toEqual(['Warm timber, noon – Source · generating', ['SOLID']])
  })

  it('follows its source’s new size when it is tried again', async () => {
    const plugin = await open()
    const ordered = picture()
    const { tasks } = await begin(plugin.figma, plugin.id, [ordered])
    await plugin.host.author(`async (figma) => { (await figma.getNodeByIdAsync('${plugin.id}')).resize(500, 250); return 1 }`)
    await plugin.figma.beginAgain({ key: ordered.key, rules, change: {}, isNewOrder: true })
    expect(facts(plugin, tasks[0]?.nodeId ?? '')).toMatchObject({ width: 500, height: 250 })
  })

  it('cannot be restyled, and the selection says why', async () => {
    const plugin = await open()
    const { tasks } = await begin(plugin.figma, plugin.id, [picture()])
    plugin.host.select([tasks[0]?.nodeId ?? ''])
    expect((await plugin.figma.load()).selection).toMatchObject({ kind: 'unfit', why: 'placeholder' })
  })
})

describe('task records', () => {
  it('are written as waiting, intended and accepted, and removed when the picture is on the canvas', async () => {
    const plugin = await open()
    const ordered = picture()
    const begun = await begin(plugin.figma, plugin.id, [ordered])
    const states = async (): Promise<unknown[]> => (await plugin.figma.load()).tasks.map(({ state }) => state)
    expect(await states()).toEqual(['waiting'])
    await intend(plugin.figma, ordered.key, begun)
    expect(await states()).toEqual(['intended'])
    await plugin.figma.accept({ key: ordered.key, remoteId: 'remote', at: 5 })
    expect((await plugin.figma.load()).tasks).toMatchObject([{ state: 'accepted', remoteId: 'remote', acceptedAt: 5 }])
    await plugin.figma.fill({ key: ordered.key, bytes: await identityAnswer(begun.bytes, begun.plan) })
    expect(await states()).toEqual([])
  })

  it('survive closing the window, and are filled from the next one', async () => {
    const plugin = await open()
    const ordered = picture()
    const begun = await begin(plugin.figma, plugin.id, [ordered])
    await plugin.figma.accept({ key: ordered.key, remoteId: 'remote', at: 5 })
    plugin.run.close()
    const next = await openPlugin(plugin.host)
    expect((await next.figma.load()).tasks).toMatchObject([{ key: ordered.key, state: 'accepted' }])
    const { nodeId } = await next.figma.fill({ key: ordered.key, bytes: await identityAnswer(begun.bytes, begun.plan) })
    expect(nodeId).toBe(begun.tasks[0]?.nodeId)
    expect((await next.figma.load()).tasks).toEqual([])
  })

  it('come back in the order in which they were ordered, however fast they were drawn', async () => {
    const plugin = await open()
    const pictures = [1, 2, 3, 4, 5, 6].map((seed) => picture(seed))
    await begin(plugin.figma, plugin.id, pictures)
    const moments = (await plugin.figma.load()).tasks.map(({ at }) => at)
    expect(new Set(moments).size).toBe(6)
    expect((await plugin.figma.load()).tasks.map(({ key }) => key)).toEqual(pictures.map(({ key }) => key))
  })

  it('of another file are left alone', async () => {
    const storage = memoryStorage()
    const host = await newHost({ storage })
    const id = await host.author<string>(frameScript())
    const plugin = await openPlugin(host)
    await begin(plugin.figma, id, [picture()])
    expect((await plugin.figma.load()).tasks).toHaveLength(1)
    const elsewhere = await openPlugin(await newHost({ storage }))
    expect((await elsewhere.figma.load()).tasks).toEqual([])
  })
})

describe('the same picture, wanted once more', () => {
  it('is the one that is there, but where a person has painted over it', async () => {
    const plugin = await open()
    const [first = ''] = await restyle(plugin, plugin.id)
    const foundBy = async (): Promise<string | null> => {
      const next = picture(7)
      const begun = await begin(plugin.figma, plugin.id, [next])
      const intent = { key: next.key, exportId: begun.exportId, fingerprint: 'f1', mayReuse: true, relay: null }
      const { sameResult } = await plugin.figma.intend(intent)
      await plugin.figma.remove(next.key)
      return sameResult
    }
    expect(await foundBy()).toBe(first)
    await plugin.host.author(`async (figma) => {
      figma.getNodeById('${first}').fills = [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 } }]
      return 1
    }`)
    expect(await foundBy()).toBeNull()
  })
})

describe('copies that a person made', () => {
  it('of a placeholder, on another page, are filled where nothing else is left of it', async () => {
    const plugin = await open()
    const ordered = picture()
    const begun = await begin(plugin.figma, plugin.id, [ordered])
    await intend(plugin.figma, ordered.key, begun)
    const copy = await plugin.host.author<string>(`async (figma) => {
      const page = figma.createPage()
      const copy = figma.getNodeById('${begun.tasks[0]?.nodeId ?? ''}').clone()
      page.appendChild(copy)
      const before = figma.currentPage
      figma.currentPage = page
      before.remove()
      return copy.id
    }`)
    const { nodeId } = await plugin.figma.fill({ key: ordered.key, bytes: await identityAnswer(begun.bytes, begun.plan) })
    expect(nodeId).toBe(copy)
  })

  it('of a result stay as they are when that is put back', async () => {
    const plugin = await open()
    const [result = ''] = await restyle(plugin, plugin.id)
    const { made = '' } = facts(plugin, result).pluginData
    const copy = await plugin.host.author<string>(`async (figma) => {
      const copy = figma.getNodeById('${result}').clone()
      copy.resize(90, 60)
      copy.x = 4000
      copy.name = 'For the talk'
      return copy.id
    }`)
    plugin.host.remove(result)
    const before = facts(plugin, copy)
    const { nodeId } = await plugin.figma.putBack(made)
    expect(nodeId).not.toBe(copy)
    expect(facts(plugin, nodeId)).toMatchObject({ x: 560, y: 80, name: 'Warm timber, noon – Source', fills: [{ type: 'IMAGE' }] })
    expect(facts(plugin, copy)).toEqual(before)
  })
})
