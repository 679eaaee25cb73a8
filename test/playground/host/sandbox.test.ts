import { describe, expect, it } from 'vitest'
import { ask, openHost, plugin } from './world.ts'

describe('the sandbox', () => {
  it('has the globals Figma documents and none of a browser', async () => {
    const host = await openHost()
    const names = [
      'figma',
      '__html__',
      'console',
      'setTimeout',
      'setInterval',
      'clearTimeout',
      'fetch',
      'window',
      'document',
      'URL',
      'TextEncoder',
      'AbortController',
      'atob',
      'crypto',
      'performance',
      'queueMicrotask',
      '__host',
      '__enter',
      '__done',
    ]
    const present = await ask(host, `send(${JSON.stringify(names)}.filter((name) => name in globalThis))`)
    expect(present).toEqual(['figma', '__html__', 'console', 'setTimeout', 'setInterval', 'clearTimeout', 'fetch'])
  })

  it('gives the same object for the same node', async () => {
    const host = await openHost()
    expect(
      await ask(
        host,
        `const a = figma.createFrame(); send(a === await figma.getNodeByIdAsync(a.id) && a.parent === figma.currentPage && figma.currentPage.children[0] === a)`,
      ),
    ).toBe(true)
  })

  it('names what is typed but not implemented, and remembers it', async () => {
    const host = await openHost()
    const { run, value } = await plugin(host, `try { figma.payments } catch (error) { send(error.message) }`)
    expect(value).toBe('figma.payments: not implemented by this host')
    expect(run.problems).toContain('figma.payments: not implemented by this host')
  })

  it('refuses unknown members of nodes but lets them be looked for', async () => {
    const host = await openHost()
    expect(
      await ask(
        host,
        `const r = figma.createRectangle(); try { r.children } catch (error) { send(['children' in r, 'fills' in r, error.message]) }`,
      ),
    ).toEqual([false, true, "no such property 'children' on RECTANGLE node"])
    expect(await ask(host, `'use strict'; figma.createRectangle().colour = 1`)).toBe(
      'error: Cannot add property colour, object is not extensible',
    )
  })

  it('hands out frozen copies', async () => {
    const host = await openHost()
    expect(
      await ask(
        host,
        `const r = figma.createRectangle(); const f = r.fills; send([Object.isFrozen(f), Object.isFrozen(f[0].color), f !== r.fills])`,
      ),
    ).toEqual([true, true, true])
  })

  it.each([
    ['an ArrayBuffer', 'new ArrayBuffer(4)', 'ArrayBuffer'],
    ['another typed array', 'new Float32Array(2)', 'Float32Array'],
    ['a function', '() => 1', 'function'],
    ['a Map', 'new Map()', 'Map'],
  ])('does not let %s cross', async (_, source, name) => {
    const host = await openHost()
    expect(await ask(host, `figma.ui.postMessage(${source})`)).toBe(`error: Cannot unwrap ${name}`)
    const { run } = await plugin(host, `send(1)`)
    expect(() => run.post({ bytes: new ArrayBuffer(2) })).toThrow('Cannot unwrap ArrayBuffer')
  })

  it('carries plain values and bytes both ways', async () => {
    const host = await openHost()
    const run = await host.run(`figma.showUI('x'); figma.ui.onmessage = (message) => figma.ui.postMessage(message)`, '')
    const message = {
      a: [1, null, undefined, true, 'ü'],
      nan: NaN,
      date: new Date(5),
      bytes: new Uint8Array([1, 2, 3]).subarray(1),
      $: 'dollar',
    }
    const reply = new Promise((resolve) => run.onMessage(resolve))
    run.post(message)
    expect(await reply).toEqual({ ...message, bytes: new Uint8Array([2, 3]) })
  })

  it('keeps messages sent before anybody listens', async () => {
    const host = await openHost()
    const run = await host.run(`figma.showUI(__html__); figma.ui.postMessage('early')`, '<b>')
    await Promise.resolve()
    expect(await new Promise((resolve) => run.onMessage(resolve))).toBe('early')
  })

  it('hears errors of handlers and of promises', async () => {
    const host = await openHost()
    const run = await host.run(
      `figma.showUI('x'); figma.ui.onmessage = async () => { throw new Error('late') }; figma.on('selectionchange', () => { throw new Error('now') })`,
      '',
    )
    run.post(1)
    host.select([])
    await Promise.resolve()
    await Promise.resolve()
    expect(run.problems.join()).toMatch(/late[^]*now/)
  })

  it('cuts an endless loop off at its deadline', async () => {
    const host = await openHost({ deadlineMs: 50 })
    const run = await host.run('for (;;) {}', '')
    expect(run.problems.join()).toContain('interrupted')
  })

  it('runs timers on the clock it is given', async () => {
    const due: (() => void)[] = []
    const host = await openHost({ clock: { now: () => 0, setTimeout: (run) => due.push(run), clearTimeout: () => undefined } })
    const run = await host.run(`figma.showUI('x'); setTimeout((x) => figma.ui.postMessage(x), 1000, 'rung')`, '')
    const heard = new Promise((resolve) => run.onMessage(resolve))
    due[0]?.()
    expect(await heard).toBe('rung')
  })
})

describe('the end of a run', () => {
  it('fires close, cancels timers and drops what a close handler begins', async () => {
    const stored: string[] = []
    const host = await openHost({
      storage: {
        get: async () => undefined,
        set: async (key) => void stored.push(key),
        delete: async () => undefined,
        keys: async () => [],
      },
    })
    const run = await host.run(
      `figma.on('close', () => { figma.currentPage.setPluginData('closed', 'yes'); figma.clientStorage.setAsync('before', 1) }); setTimeout(() => console.log('never'), 1)`,
      '',
    )
    run.close()
    await Promise.resolve()
    expect(host.describe('0:1')).toMatchObject({ pluginData: { closed: 'yes' } })
    expect(stored).toEqual([])
    run.post('into the void')
  })

  it('lets a plugin close itself within its own call', async () => {
    const host = await openHost()
    const events: string[] = []
    const run = await host.run(`figma.showUI('x'); setTimeout(() => { figma.closePlugin('bye'); figma.createFrame() }, 0)`, '')
    await new Promise<void>((resolve) => run.onUi((event) => (events.push(event.kind), event.kind === 'closed' && resolve())))
    expect(events.at(-1)).toBe('closed')
    expect(run.notices).toEqual(['bye'])
    expect(host.children('0:1')).toEqual([])
  })

  it('kills without any event', async () => {
    const host = await openHost()
    const run = await host.run(`figma.on('close', () => figma.createFrame())`, '')
    run.kill()
    run.close()
    expect(host.children('0:1')).toEqual([])
  })

  it('settles nothing into a run that ended', async () => {
    let release: (bytes: Uint8Array) => void = () => undefined
    const host = await openHost({ exportNode: () => new Promise((resolve) => (release = resolve)) })
    const run = await host.run(`figma.createFrame().exportAsync().then(() => figma.createFrame())`, '')
    await Promise.resolve()
    run.kill()
    release(new Uint8Array(1))
    await Promise.resolve()
    expect(host.children('0:1')).toHaveLength(1)
  })
})
