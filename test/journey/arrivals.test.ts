// Pictures as services send them, decoded by the browser that shows them: every brand and variant, upright, and plain ones reported.

import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from '../../playground/chromium.ts'
import { root } from '../../playground/serve/bundle.ts'
import type { PictureTools } from '../../src/ui/picture/worker.ts'

declare const tools: PictureTools

let browser: Browser
let page: Page

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { makePictureTools } from './src/ui/picture/worker.ts'; globalThis.tools = makePictureTools()`,
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

type Drawn = { readonly size: readonly number[]; readonly corner: readonly number[] }

/** The converted picture's size and a pixel near its upper left corner; null if it was refused. */
async function converted(bytes: Uint8Array): Promise<Drawn | null> {
  const png = await page.evaluate(
    async (given) => {
      const job = { bytes: new Uint8Array(given), maxSide: 4096 }
      return tools.convert(job, new AbortController().signal).then(
        (made) => [...made],
        () => null,
      )
    },
    [...bytes],
  )
  if (png === null) return null
  const { data, info } = await sharp(Uint8Array.from(png)).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = 3 * (4 * info.width + 4)
  return { size: [info.width, info.height], corner: [...data.subarray(at, at + 3)].map((level) => Math.round(level / 51)) }
}

/** 48 × 32, red with a blue right half. */
function halves(): Sharp {
  const blue = { create: { width: 24, height: 32, channels: 3 as const, background: '#00f' } }
  return sharp({ create: { width: 48, height: 32, channels: 3, background: '#f00' } }).composite([{ input: blue, left: 24, top: 0 }])
}

async function avifOf(brand: string): Promise<Uint8Array> {
  const bytes = Uint8Array.from(await halves().avif({ quality: 90 }).toBuffer())
  bytes.set(new TextEncoder().encode(brand), 8)
  return bytes
}

function bmp(): Uint8Array {
  const bytes = new Uint8Array(54 + 48 * 32 * 3)
  const view = new DataView(bytes.buffer)
  bytes.set([0x42, 0x4d])
  view.setUint32(2, bytes.length, true)
  view.setUint32(10, 54, true)
  view.setUint32(14, 40, true)
  view.setInt32(18, 48, true)
  view.setInt32(22, 32, true)
  view.setUint16(26, 1, true)
  view.setUint16(28, 24, true)
  for (let at = 54; at < bytes.length; at += 3) bytes[at + 2] = 255
  return bytes
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

const upright = { size: [48, 32], corner: [5, 0, 0] }

describe('a picture that arrives', () => {
  it.each(['avif', 'mif1', 'miaf', 'msf1'])('is one as AVIF of the brand %s', async (brand) => {
    expect(await converted(await avifOf(brand))).toEqual(upright)
  })

  it.each([
    ['BMP', async () => bmp()],
    ['WebP', async () => halves().webp({ lossless: true }).toBuffer()],
    ['JPEG with a trailer', async () => joined(await halves().jpeg({ quality: 95 }).toBuffer(), new Uint8Array(4096))],
    ['GIF with a trailer', async () => joined(await halves().gif().toBuffer(), new Uint8Array(700))],
    ['PNG behind a line break', async () => joined(Uint8Array.of(13, 10), await halves().png().toBuffer())],
    ['JPEG behind a byte order mark', async () => joined(Uint8Array.of(0xef, 0xbb, 0xbf), await halves().jpeg().toBuffer())],
    ['PNG of 16 bits', async () => halves().toColourspace('rgb16').png().toBuffer()],
    ['CMYK', async () => halves().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer()],
  ])('is one as %s', async (_, make) => {
    expect(await converted(await make())).toEqual(upright)
  })

  it('is one as an animation: its first picture', async () => {
    const frames = await Promise.all(
      ['#f00', '#0f0'].map((background) =>
        sharp({ create: { width: 48, height: 32, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    const animation = await sharp(frames, { join: { animated: true } })
      .webp({ lossless: true })
      .toBuffer()
    expect(await converted(animation)).toEqual(upright)
  })

  it.each([
    [1, [48, 32], [5, 0, 0]],
    [2, [48, 32], [0, 0, 5]],
    [3, [48, 32], [0, 0, 5]],
    [4, [48, 32], [5, 0, 0]],
    [5, [32, 48], [5, 0, 0]],
    [6, [32, 48], [5, 0, 0]],
    [7, [32, 48], [0, 0, 5]],
    [8, [32, 48], [0, 0, 5]],
  ] as const)('stands upright with the orientation %i', async (orientation, size, corner) => {
    const jpeg = await halves().jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).withMetadata({ orientation }).toBuffer()
    expect(await converted(jpeg)).toEqual({ size, corner })
    const webp = await halves().webp({ lossless: true }).withMetadata({ orientation }).toBuffer()
    expect(await converted(webp)).toEqual({ size, corner })
  })

  it.each([
    ['text', async () => new TextEncoder().encode('<html>no picture</html>')],
    ['nothing', async () => new Uint8Array(0)],
    ['a head alone', async () => (await halves().png().toBuffer()).subarray(0, 40)],
  ])('is none as %s', async (_, make) => {
    expect(await converted(await make())).toBeNull()
  })

  it.each([
    ['JPEG without its end marker', async () => (await halves().jpeg({ quality: 95 }).toBuffer()).subarray(0, -2)],
    ['progressive JPEG without its end marker', async () => (await halves().jpeg({ progressive: true }).toBuffer()).subarray(0, -2)],
    ['PNG without its last chunk', async () => (await halves().png().toBuffer()).subarray(0, -12)],
  ])('is one as %s', async (_, make) => {
    expect(await converted(await make())).toEqual(upright)
  })

  it.each([
    ['JPEG', async () => halves().resize(480, 320).jpeg({ quality: 95 }).toBuffer()],
    ['PNG', async () => halves().png({ compressionLevel: 0 }).toBuffer()],
    ['WebP', async () => halves().webp({ lossless: true }).toBuffer()],
    ['AVIF', async () => halves().avif().toBuffer()],
  ])('is none as half a %s', async (_, make) => {
    const whole = await make()
    expect(await converted(whole.subarray(0, Math.floor(whole.length * 0.6)))).toBeNull()
  })
})

function plainOf(bytes: Uint8Array): Promise<boolean> {
  return page.evaluate((given) => tools.isPlain(new Uint8Array(given), new AbortController().signal), [...bytes])
}

function ground(background: string, { width = 512, height = 384 } = {}): Sharp {
  return sharp({ create: { width, height, channels: 3, background } })
}

function dot(background: string, side: number) {
  return [{ input: { create: { width: side, height: side, channels: 3 as const, background } }, left: 300, top: 200 }]
}

describe('a plain picture', () => {
  it.each([
    ['black', () => ground('#000').png()],
    ['white, as JPEG', () => ground('#fff').jpeg()],
    ['grey, as WebP', () => ground('#777').webp()],
    ['of one pixel', () => ground('#3a7', { width: 1, height: 1 }).png()],
    ['black with the noise of a poor JPEG', () => ground('#0b0b0b').jpeg({ quality: 10 })],
  ])('is told: %s', async (_, make) => {
    expect(await plainOf(await make().toBuffer())).toBe(true)
  })

  it.each([
    ['a night sky with one star', () => ground('#000').composite(dot('#fff', 1)).png()],
    ['a small thing on white', () => ground('#fff').composite(dot('#cc9', 6)).jpeg()],
    ['a pale thing on white', () => ground('#fff').composite(dot('#f2f2f2', 80)).png()],
    ['two colours', () => ground('#123').composite(dot('#456', 90)).webp()],
  ])('is not what shows %s', async (_, make) => {
    expect(await plainOf(await make().toBuffer())).toBe(false)
  })
})
