// How the window reads and writes PNGs, in the browser that does it.

import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from '../../playground/chromium.ts'
import { root } from '../../playground/serve/bundle.ts'
import { contactLayersFor } from '../../src/core/product/contact-layers.ts'
import type { Pixels } from '../../src/core/picture/pixels.ts'
import type { Shows, ignoredIn as IgnoredIn } from '../../src/ui/fidelity/ignored.ts'
import type { ProductTools } from '../../src/ui/product/worker.ts'
import { bytesOf, seeded } from '../support/chance.ts'
import { pixelsOf, pngOf } from '../support/pixels.ts'
import { pictures, product, shapes } from '../support/scenery.ts'

declare const tools: ProductTools
declare const ignoredIn: typeof IgnoredIn
declare const convert: (bytes: Uint8Array, maxSide: number) => Promise<Uint8Array>

let browser: Browser
let page: Page

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { canvasCodec } from './src/ui/picture/codec.ts'; import { makeProductTools } from './src/ui/product/worker.ts'
        import { convert } from './src/ui/picture/convert.ts'; import { ignoredIn } from './src/ui/fidelity/ignored.ts'
        Object.assign(globalThis, { tools: makeProductTools(canvasCodec), convert, ignoredIn })`,
      resolveDir: root,
    },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2020',
  })
  browser = await launch()
  page = await browser.newPage()
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' })
})

afterAll(() => browser.close())

async function asNumbers(pixels: Pixels): Promise<readonly number[]> {
  return [...(await pngOf(pixels))]
}

describe('pictures in the browser', () => {
  it('are compared by the very bytes that are in the files', async () => {
    const rgba = bytesOf(seeded(3), 4 * 64 * 48).map((value, at) => (at % 4 === 3 ? 255 : value))
    const before: Pixels = { width: 64, height: 48, rgba }
    const changes = [0, 1, 2, 70, 4 * 3000]
    const after = { ...before, rgba: rgba.map((value, at) => (changes.includes(at) ? value ^ 1 : value)) }
    const job = await Promise.all([before, after, before].map(asNumbers))
    const found = await page.evaluate(async (pngs) => {
      const [a, b, c] = pngs.map((png) => new Uint8Array(png))
      if (!a || !b || !c) return null
      return tools.comparePixels({ before: a, after: b, product: c }, new AbortController().signal)
    }, job)
    expect(found).toEqual({ changed: 3, of: 64 * 48 })
  })

  it.each([
    // Decoders differ in how they convert inks; an inverted picture would be far off.
    ['four inks', 48, (picture: Sharp) => picture.toColourspace('cmyk').jpeg()],
    ['16 bits', 0, (picture: Sharp) => picture.toColourspace('rgb16').png()],
  ] as const)('of %s become what Figma takes, in their colours', async (_, most, write) => {
    const color = [0xb0, 0x60, 0x30]
    const picture = sharp({ create: { width: 16, height: 16, channels: 3, background: '#b06030' } })
    const sent = [...(await write(picture).toBuffer())]
    const { rgba, width } = await pixelsOf(
      Uint8Array.from(await page.evaluate(async (bytes) => [...(await convert(new Uint8Array(bytes), 4096))], sent)),
    )
    expect(width).toBe(16)
    for (const [at, level] of color.entries()) expect(Math.abs((rgba[at] ?? 0) - level)).toBeLessThanOrEqual(most)
  })

  it('become the layers that the arithmetic makes of them', async () => {
    const [picture, thing] = [pictures['table and wall'](240), product(240, shapes.bottle(240))]
    const made = contactLayersFor(picture, thing)
    const seen = await page.evaluate(
      async ([scene, alone]) => {
        const job = { picture: new Uint8Array(scene), product: new Uint8Array(alone) }
        const layers = await tools.deriveContactLayers(job, new AbortController().signal)
        return layers && { ...layers, shadow: [...layers.shadow], light: [...layers.light] }
      },
      [await asNumbers(picture), await asNumbers(thing)] as const,
    )
    if (made === null || seen === null) throw new Error('no layers')
    expect(seen.box).toEqual(made.box)
    for (const layer of ['shadow', 'light'] as const) {
      const { rgba } = await pixelsOf(Uint8Array.from(seen[layer]))
      // A canvas stores premultiplied colours, so nearly transparent ones come back rounded, by less than one visible level.
      let most = 0
      rgba.forEach((value, at) => {
        const share = at % 4 === 3 ? 1 : (made[layer].rgba[at | 3] ?? 0) / 255
        most = Math.max(most, Math.abs(value - (made[layer].rgba[at] ?? 0)) * share)
      })
      expect(most).toBeLessThanOrEqual(1)
    }
  })
})

describe('what is measured of an area', () => {
  const size = { width: 200, height: 100 }
  const counted = async (paths: Shows['outline']['paths'], changes: Shows['changes']): Promise<(x: number, y: number) => boolean> => {
    // The area's layer is 80 × 40 and lies in the middle half of its source.
    const outline: Shows['outline'] = {
      paths,
      transform: [
        [0.5 / 80, 0, 0.25],
        [0, 0.5 / 40, 0.25],
      ],
    }
    const ignored = await page.evaluate(([shows, on]) => [...ignoredIn(shows, on)], [{ outline, changes }, size] as const)
    expect(ignored).toHaveLength(200 * 100)
    return (x, y) => ignored[y * size.width + x] === 0
  }
  const countOf = (counts: (x: number, y: number) => boolean): number =>
    Array.from({ length: 200 * 100 }, (_, at) => counts(at % 200, Math.floor(at / 200))).filter(Boolean).length

  const nonzero = (data: string): Shows['outline']['paths'] => [{ data, rule: 'nonzero' }]

  it('is all that a drawn shape fills, or all but it', async () => {
    const triangle = nonzero('M0 40L80 40L0 0Z')
    const inside = await counted(triangle, 'inside')
    expect([inside(52, 70), inside(140, 30), inside(48, 70)]).toEqual([true, false, false])
    expect(countOf(inside) / (100 * 50)).toBeCloseTo(0.5, 1)
    expect(countOf(inside) + countOf(await counted(triangle, 'outside'))).toBe(200 * 100)
  })

  it('leaves out the hole in a shape', async () => {
    const ring = [{ data: 'M0 0H80V40H0ZM20 12H60V28H20Z', rule: 'evenodd' }] as const
    const inside = await counted(ring, 'inside')
    expect([inside(55, 30), inside(100, 50)]).toEqual([true, false])
    expect(countOf(inside)).toBe(100 * 50 - 50 * 20)
  })

  it('of one that hangs out of its source is the part in it', async () => {
    const inside = await counted(nonzero('M-160 20H80V200H-160Z'), 'inside')
    expect([inside(0, 99), inside(149, 50), inside(150, 50), inside(0, 49)]).toEqual([true, true, false, false])
  })
})
