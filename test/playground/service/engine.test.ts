import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { paint, repaint } from '../../../playground/service/engine/engine.ts'
import { findRegions } from '../../../playground/service/engine/regions.ts'
import { megapixelSize } from '../../../playground/service/engine/size.ts'
import { readWish } from '../../../playground/service/engine/words.ts'
import { paintAside } from '../../../playground/service/painter.ts'
import { control } from './help.ts'

async function raw(bytes: Uint8Array): Promise<{ width: number; height: number; rgb: Uint8Array }> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, rgb: new Uint8Array(data) }
}

function difference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length
}

function look(prompt: string): string {
  return readWish(prompt).look.id
}

const base = { mode: 'repaint', hasMark: false, format: 'png', seed: 1 } as const

describe('the painter', () => {
  it('gives back every pixel in identity mode, without a mark', async () => {
    const picture = await control(333, 277)
    const same = await paint({ ...base, picture, prompt: 'brick', mode: 'identity', hasMark: true })
    const [given, back] = [await raw(picture), await raw(same.bytes)]
    expect([back.width, back.height, Buffer.compare(back.rgb, given.rgb)]).toEqual([333, 277, 0])
  })

  it('leaves edges where they are, to the pixel', async () => {
    const source = await raw(await control(640, 512))
    const painted = repaint(source, { prompt: 'a white plaster model of a house, overcast', seed: 3, hasMark: false })
    // The wall's left edge is at x = 160, its right at 480; the strongest step of the row must lie there.
    const strongest = (from: number, to: number): number => {
      let best = { at: 0, step: 0 }
      for (let x = from; x < to; x++) {
        let step = 0
        for (let y = 200; y < 320; y++)
          for (let k = 0; k < 3; k++) step += (painted[3 * (y * 640 + x) + k] ?? 0) - (painted[3 * (y * 640 + x - 1) + k] ?? 0)
        if (Math.abs(step) > best.step) best = { at: x, step: Math.abs(step) }
      }
      return best.at
    }
    expect(Math.abs(strongest(140, 180) - 160)).toBeLessThanOrEqual(1)
    expect(Math.abs(strongest(460, 500) - 480)).toBeLessThanOrEqual(1)
  })

  it('leaves a soft shadow to the ground it lies on, up to the outline of what throws it', () => {
    const [width, height] = [300, 240]
    const isThing = (x: number, y: number): boolean => x >= 100 && x < 180 && y >= 40 && y < 170
    const rgb = new Uint8Array(3 * width * height)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        // Darkest beside the thing, as a contact shadow is, and nearly as dark as the thing itself.
        const away = Math.hypot(Math.max(100 - x, 0, x - 179), Math.max(40 - y, 0, y - 169))
        const ground = 200 - 130 * Math.exp(-((away / 12) ** 2))
        rgb.fill(isThing(x, y) ? 30 : ground, 3 * (y * width + x), 3 * (y * width + x) + 3)
      }
    const { labels, list } = findRegions({ width, height, rgb }, true)
    const outline = [...labels.keys()].filter(
      (i) => (labels[i] === labels[100 * width + 140]) !== isThing(i % width, Math.floor(i / width)),
    )
    expect([list.length, outline.length]).toEqual([2, 0])
  })

  it('paints the same for the same seed, and visibly otherwise for another', async () => {
    const source = await raw(await control(640, 512))
    const wish = { prompt: 'a timber house, golden hour', hasMark: false }
    const first = repaint(source, { ...wish, seed: 1 })
    expect(Buffer.compare(repaint(source, { ...wish, seed: 1 }), first)).toBe(0)
    expect(difference(repaint(source, { ...wish, seed: 2 }), first)).toBeGreaterThan(4)
  })

  it('changes the picture, and each look changes it differently', async () => {
    const source = await raw(await control(640, 512))
    const painted = ['timber house', 'concrete house', 'brick house at night', 'watercolour', 'pencil sketch'].map((prompt) =>
      repaint(source, { prompt, seed: 1, hasMark: false }),
    )
    for (const [i, one] of painted.entries()) {
      expect(difference(one, source.rgb)).toBeGreaterThan(10)
      for (const other of painted.slice(i + 1)) expect(difference(one, other)).toBeGreaterThan(10)
    }
  })

  it('marks what it painted in a lower corner and nowhere else', async () => {
    const source = await raw(await control(640, 512))
    const wish = { prompt: 'brick', seed: 1 }
    const [plain, marked] = [repaint(source, { ...wish, hasMark: false }), repaint(source, { ...wish, hasMark: true })]
    const changed = [...plain.keys()].filter((i) => plain[i] !== marked[i]).map((i) => Math.floor(i / 3))
    expect(changed.length).toBeGreaterThan(1000)
    expect(changed.every((pixel) => pixel / 640 > 470 && pixel % 640 > 480)).toBe(true)
  })

  it.each([
    ['one flat colour', { create: { width: 300, height: 260, channels: 3 as const, background: '#888' } }],
    ['transparency', { create: { width: 300, height: 260, channels: 4 as const, background: { r: 0, g: 0, b: 0, alpha: 0 } } }],
    [
      'noise',
      {
        create: {
          width: 300,
          height: 260,
          channels: 3 as const,
          background: '#000',
          noise: { type: 'gaussian' as const, mean: 120, sigma: 60 },
        },
      },
    ],
  ])('copes with %s', async (_name, options) => {
    const picture = await sharp(options).png().toBuffer()
    expect(await paint({ ...base, picture, prompt: 'marble product' })).toMatchObject({ width: 300, height: 260 })
  })

  it('copes with a grey picture and with none', async () => {
    const grey = await sharp(await control())
      .greyscale()
      .png()
      .toBuffer()
    expect(await paint({ ...base, picture: grey, prompt: 'a house' })).toMatchObject({ width: 320 })
    expect(await paint({ ...base, picture: undefined, prompt: 'a house', size: { width: 256, height: 256 } })).toMatchObject({
      width: 256,
    })
  })
})

describe('the words', () => {
  it.each([
    ['villa clad in larch boards', 'timber'],
    ['board-marked exposed concrete', 'concrete'],
    ['red brick masonry', 'brick'],
    ['an architectural model of white card', 'white-model'],
    ['a loose watercolour', 'watercolour'],
    ['pencil line drawing on paper', 'sketch'],
    ['facade covered in climbing plants', 'green'],
    ['bottle on a marble slab', 'marble'],
    ['neon signs', 'neon'],
    ['a cyanotype blueprint', 'blueprint'],
    ['white marble with brushed brass and linen', 'marble'],
    ['something else', 'photo'],
  ])('"%s" asks for %s', (prompt, id) => {
    expect(look(prompt)).toBe(id)
  })

  it('tell a product from a building and from a page', () => {
    expect(
      ['a house on a street', 'a product on a plinth, studio light', 'an app interface'].map((prompt) => readWish(prompt).subject),
    ).toEqual(['building', 'product', 'interface'])
  })
})

describe('the size', () => {
  it.each([
    [1216, 864],
    [1440, 1024],
    [1920, 1080],
    [800, 600],
    [3000, 1000],
    [375, 812],
    [1441, 901],
  ])('%d × %d comes out on the grid, in its shape, of about a megapixel at most', (width, height) => {
    const size = megapixelSize(width, height)
    expect([size.width % 16, size.height % 16]).toEqual([0, 0])
    expect(size.width * size.height).toBeLessThanOrEqual(1_100_000)
    expect(Math.abs(size.width / size.height / (width / height) - 1)).toBeLessThan(0.025)
  })
})

describe('the thread of the painter', () => {
  it('paints as the painter does, several pictures at once', async () => {
    const picture = await control(96, 80)
    const wishes = [1, 2].map((seed) => ({ ...base, picture, prompt: 'a timber house', seed }))
    const aside = await Promise.all(wishes.map(paintAside))
    const here = await Promise.all(wishes.map(paint))
    expect(aside.map(({ bytes }) => Buffer.from(bytes))).toEqual(here.map(({ bytes }) => Buffer.from(bytes)))
    expect(aside[0]).toMatchObject({ type: 'image/png', width: 96, height: 80 })
  })

  it('says what it cannot read, and paints on', async () => {
    const bad = paintAside({ ...base, picture: new Uint8Array([1, 2, 3]), prompt: '' })
    await expect(bad).rejects.toThrow(/unsupported image format/)
    expect(await paintAside({ ...base, picture: await control(64, 64), prompt: '' })).toMatchObject({ width: 64, height: 64 })
  })
})
