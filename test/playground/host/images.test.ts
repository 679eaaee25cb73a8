import { describe, expect, it } from 'vitest'
import { ask, literal, openHost, pngOf } from './world.ts'

function header(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33)
  bytes.set([137, 80, 78, 71, 13, 10, 26, 10])
  new DataView(bytes.buffer).setUint32(16, width)
  new DataView(bytes.buffer).setUint32(20, height)
  return bytes
}

describe('createImage', () => {
  it.each([
    ['what is no picture', new Uint8Array([1, 2, 3]), 'Image type is unsupported'],
    ['a WebP', new TextEncoder().encode('RIFF....WEBPVP8 '), 'Image type is unsupported'],
    ['more than 4096 pixels', header(4097, 10), 'Image is too large'],
    ['a side of nothing', header(0, 10), 'Image is too small'],
  ])('refuses %s', async (_, bytes, message) => {
    const host = await openHost()
    expect(await ask(host, `figma.createImage(${literal(bytes)})`)).toBe(`error: in createImage: ${message}`)
  })

  it('gives a handle by content, with size and bytes', async () => {
    const host = await openHost()
    const png = await pngOf(5, 3, () => [1, 2, 3])
    const value = await ask(
      host,
      `const bytes = ${literal(png)}; const a = figma.createImage(bytes), b = figma.getImageByHash(a.hash); send([a.hash === figma.createImage(bytes).hash, await b.getSizeAsync(), (await a.getBytesAsync()).length, a.hash.length, figma.getImageByHash('x')])`,
    )
    expect(value).toEqual([true, { width: 5, height: 3 }, png.length, 40, null])
  })
})

describe('createImageAsync', () => {
  const manifest = {
    name: 'x',
    id: '1',
    main: '',
    ui: '',
    networkAccess: { allowedDomains: ['https://*.bfl.ai', 'https://api.example.com/pictures/'] },
  }

  it('reads a picture from an allowed domain', async () => {
    const png = await pngOf(4, 4, () => [9, 9, 9])
    const host = await openHost({ manifest, fetch: async () => new Response(new Uint8Array(png)) })
    expect(await ask(host, `send(await (await figma.createImageAsync('https://delivery.eu2.bfl.ai/a.png')).getSizeAsync())`)).toEqual({
      width: 4,
      height: 4,
    })
  })

  it.each(['https://elsewhere.example/a.png', 'https://api.example.com/other', 'http://x.bfl.ai/'])(
    'refuses %s by the manifest',
    async (address) => {
      const host = await openHost({ manifest, fetch: async () => new Response('never') })
      expect(await ask(host, `await figma.createImageAsync('${address}')`)).toMatch(/in createImageAsync: .*Content Security Policy/)
    },
  )

  it('carries a failure of the network on', async () => {
    const host = await openHost({ fetch: async () => Promise.reject(new TypeError('Failed to fetch')) })
    expect(await ask(host, `await figma.createImageAsync('https://x.example/a')`)).toBe('error: in createImageAsync: Failed to fetch')
  })
})
