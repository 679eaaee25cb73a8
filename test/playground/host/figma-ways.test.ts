// Behaviour of Figma that the documentation of no single call describes (figma-audit).

import { describe, expect, it } from 'vitest'
import { ask, openHost } from './world.ts'

describe('the stand-in', () => {
  it('keeps places and sizes in 32 bits', async () => {
    const script = `const f = figma.createFrame(); f.resize(403.37, 0.01); f.x = 200000.1; f.resize(f.width, f.height)
      send([f.x, f.width, f.height, f.absoluteTransform[0][2], f.absoluteBoundingBox.x])`
    const far = Math.fround(200000.1)
    expect(await ask(await openHost(), script)).toEqual([far, Math.fround(403.37), Math.fround(0.01), far, far])
  })

  it('takes no listener to or from a page that was removed', async () => {
    const script = `const page = figma.createPage(); await page.loadAsync(); const hear = () => undefined; page.on('nodechange', hear); page.remove()
      const why = []; for (const name of ['on', 'off']) try { page[name]('nodechange', hear) } catch (error) { why.push(error.message) } send(why)`
    expect(await ask(await openHost(), script)).toEqual([
      expect.stringContaining('does not exist'),
      expect.stringContaining('does not exist'),
    ])
  })

  it('makes values of another realm where that is asked for, as "Use Developer VM" does', async () => {
    const script = `const f = figma.createFrame(); const png = await f.exportAsync()
      send([png instanceof Uint8Array, new Uint8Array(1) instanceof Uint8Array, Object.prototype.toString.call(png), png])`
    const [isOwn, isMine, tag, png] = (await ask(await openHost({ otherRealm: true }), script)) as unknown[]
    expect([isOwn, isMine, tag]).toEqual([false, true, '[object Uint8Array]'])
    expect(png).toBeInstanceOf(Uint8Array)
  })

  it('never ends the exports that it is told to hang', async () => {
    const script = `const f = figma.createFrame(); let isDone = false; f.exportAsync().finally(() => (isDone = true)); await new Promise((resolve) => setTimeout(resolve, 20)); send(isDone)`
    expect(await ask(await openHost({ exportHangs: () => true }), script)).toBe(false)
  })
})
