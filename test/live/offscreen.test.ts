import { afterEach, describe, expect, it } from 'vitest'
import { memoryStorage } from '../../playground/host/node.ts'
import type { Host, HostOptions, Quirk, Storage } from '../../playground/host/types.ts'
import { textsLive } from '../support/live-restyle.ts'
import { type Plugin, begin, frameScript, intend, newHost, openPlugin, picture, rules } from '../support/plugin.ts'
import { tinyPng } from '../support/tiny.ts'

const script = frameScript(`
  await figma.loadFontAsync({ family: 'Inter', style: 'Regular' })
  const text = figma.createText(); text.characters = 'Hello'; frame.appendChild(text)
  const other = rectangle(figma.currentPage, 900, 0, 50, 50, paint(1, 0, 0)); other.name = 'Other'
`)

const open: Host[] = []
afterEach(() => open.splice(0).forEach((host) => host.dispose()))

function makeGate(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => {}
  const promise = new Promise<void>((open) => {
    resolve = open
  })
  return { promise, resolve: () => resolve() }
}

type Drawing = { readonly whileDrawing: () => void | Promise<void>; readonly options?: Partial<HostOptions> }

/** Before the first drawing, two exports test whether Figma draws what is clipped. */
const probes = 2

/** A document with a source whose text stays live. `whileDrawing` is called once, in the middle of the first export of a copy. */
async function openDocument({ whileDrawing, options = {} }: Drawing) {
  let exports = 0
  const host = await newHost({
    exportNode: async () => {
      exports += 1
      if (exports === probes + 1) await whileDrawing()
      return tinyPng(1024, 768)
    },
    ...options,
  })
  open.push(host)
  const id = await host.author<string>(script)
  host.select([id])
  return { host, id }
}

function offscreenFrames(host: Host): readonly string[] {
  return host.pages().flatMap((page) => host.children(page.id).filter((id) => host.describe(id)?.['name'] === 'Depth Restyle is drawing'))
}

/** An undo step of the user. */
function moveOther(host: Host): void {
  const [page] = host.pages()
  const other = host.children(page?.id ?? '').find((id) => host.describe(id)?.['name'] === 'Other')
  host.move(other ?? '', 10, 0)
}

/** Waits until all messages between the two programs and from the document have arrived. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

function askFor({ figma }: Plugin, id: string) {
  return figma.exportSource({ subject: { id, scene: null }, live: textsLive, rules, known: null })
}

/** The window requests a picture and ends in some way while Figma draws it. */
async function endWhileDrawing(end: 'close' | 'kill', storage: Storage = memoryStorage()) {
  let plugin: Plugin | null = null
  let stood = 0
  const drawn = makeGate()
  const { host, id } = await openDocument({
    options: { storage },
    whileDrawing: () => {
      stood = offscreenFrames(host).length
      plugin?.run[end]()
      drawn.resolve()
    },
  })
  plugin = await openPlugin(host)
  // It is never answered, because the window is gone.
  void askFor(plugin, id).catch(() => {})
  await drawn.promise
  await settled()
  expect(stood).toBe(1)
  return { host, id, storage }
}

describe('the frame in which copies stand while Figma draws', () => {
  it('is gone when the picture is there, also where the drawing failed', async () => {
    let stood = 0
    const { host, id } = await openDocument({
      whileDrawing: () => {
        stood = offscreenFrames(host).length
        throw new Error('out of memory')
      },
    })
    const plugin = await openPlugin(host)
    await expect(askFor(plugin, id)).rejects.toThrow(/out of memory/)
    expect([stood, offscreenFrames(host)]).toEqual([1, []])
    await askFor(plugin, id)
    expect(offscreenFrames(host)).toEqual([])
    expect(plugin.run.problems).toEqual([])
  })

  it('goes with a window that is closed', async () => {
    const { host } = await endWhileDrawing('close')
    expect(offscreenFrames(host)).toEqual([])
  })

  it('is cleared away by the next window where one was killed, and by the next after an undo brought it back', async () => {
    const { host } = await endWhileDrawing('kill')
    moveOther(host)
    expect(offscreenFrames(host)).toHaveLength(1)
    const plugin = await openPlugin(host)
    await settled()
    expect(offscreenFrames(host)).toEqual([])
    plugin.run.close()
    host.undo()
    expect(offscreenFrames(host)).toHaveLength(1)
    await openPlugin(host)
    await settled()
    expect(offscreenFrames(host)).toEqual([])
  })

  it('is cleared away when its page is opened, where a window begins on another', async () => {
    const { host } = await endWhileDrawing('kill')
    const [first] = host.pages()
    const second = await host.author<string>(`async (figma) => { const page = figma.createPage(); return page.id }`)
    host.openPage(second)
    await openPlugin(host)
    await settled()
    expect(offscreenFrames(host)).toHaveLength(1)
    host.openPage(first?.id ?? '')
    await settled()
    expect(offscreenFrames(host)).toEqual([])
  })

  it('is cleared away where the window was killed before it knew who sits there', async () => {
    const storage = memoryStorage()
    const asked = makeGate()
    const slow: Storage = {
      ...storage,
      get: async (key) => (key === 'person' ? asked.promise.then(() => storage.get(key)) : storage.get(key)),
    }
    setImmediate(() => setImmediate(() => setImmediate(asked.resolve)))
    const { host } = await endWhileDrawing('kill', slow)
    await openPlugin(host)
    await settled()
    expect(offscreenFrames(host)).toEqual([])
  })

  it('comes back by an undo of what a person did meanwhile, and goes at once', async () => {
    const { host, id } = await openDocument({
      whileDrawing: () => moveOther(host),
    })
    const plugin = await openPlugin(host)
    await askFor(plugin, id)
    expect(offscreenFrames(host)).toEqual([])
    host.undo()
    expect(offscreenFrames(host)).toHaveLength(1)
    await settled()
    expect(offscreenFrames(host)).toEqual([])
    expect(plugin.run.problems).toEqual([])
  })

  it('of another person is left alone, who may be drawing right now', async () => {
    const { host } = await endWhileDrawing('kill')
    const file = host.save()
    const theirs = await newHost({ file })
    open.push(theirs)
    const plugin = await openPlugin(theirs)
    await theirs.author(`async (figma) => void figma.createFrame()`)
    await settled()
    expect(offscreenFrames(theirs)).toHaveLength(1)
    expect(plugin.run.problems).toEqual([])
  })

  it('gets into no undo step of a result that arrives meanwhile', async () => {
    const gate = makeGate()
    const standing = makeGate()
    let isAwaited = false
    const { host, id } = await openDocument({
      whileDrawing: () => {},
      options: {
        exportNode: async () => {
          if (isAwaited) {
            isAwaited = false
            standing.resolve()
            await gate.promise
          }
          return tinyPng(1024, 768)
        },
      },
    })
    const plugin = await openPlugin(host)
    const one = picture(7, { live: textsLive })
    const begun = await begin(plugin.figma, id, [one])
    await intend(plugin.figma, one.key, begun)
    const before = host.children(host.pages()[0]?.id ?? '').length
    isAwaited = true
    const drawing = plugin.figma.livePicture({ subject: { id, scene: null }, live: textsLive, side: 640 })
    await standing.promise
    expect(offscreenFrames(host)).toHaveLength(1)
    const filling = plugin.figma.fill({ key: one.key, bytes: begun.bytes })
    await settled()
    gate.resolve()
    const [{ nodeId }] = await Promise.all([filling, drawing])
    expect([host.describe(nodeId)?.['type'], offscreenFrames(host)]).toEqual(['FRAME', []])
    const told: string[] = []
    host.onNodeChange(({ type, id: changed }) => told.push(`${type} ${String(host.describe(changed)?.['name'])}`))
    host.undo()
    expect(told.filter((change) => change.includes('drawing'))).toEqual([])
    expect([host.describe(nodeId), offscreenFrames(host)]).toEqual([null, []])
    expect(host.children(host.pages()[0]?.id ?? '')).toHaveLength(before - 1)
  })

  it('draws the same where exports lack what a frame cuts off', async () => {
    const drawnIn = async (quirks: readonly Quirk[]): Promise<unknown> => {
      const host = await newHost({ quirks })
      open.push(host)
      const id = await host.author<string>(script)
      host.select([id])
      const { pieces } = await askFor(await openPlugin(host), id)
      expect(offscreenFrames(host)).toEqual([])
      return pieces
    }
    expect(await drawnIn(['exports-cut-off'])).toEqual(await drawnIn([]))
  })
})
