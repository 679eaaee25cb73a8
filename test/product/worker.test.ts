// What the worker computes from the pixels of a product.

import { describe, expect, it } from 'vitest'
import { contactLayersFor } from '../../src/core/product/contact-layers.ts'
import { makeProductTools } from '../../src/ui/product/worker.ts'
import { flat, painted, white } from '../support/texts-on-pictures.ts'
import { pixelsOf, pngOf } from '../support/pixels.ts'
import { pictures, product, shapes } from '../support/scenery.ts'

const tools = makeProductTools({ decode: pixelsOf, encode: pngOf })
const { signal } = new AbortController()

describe('the comparison of pixels', () => {
  it('counts the product pixels that changed, without the rim of the product', async () => {
    const before = painted(20, 10, (x, y) => [x, y, 7])
    const after = painted(20, 10, (x, y) => [x, y, x === 3 ? 8 : 7])
    const mask = painted(20, 10, (x) => [0, 0, 0, x < 10 ? 255 : 0])
    const [a, b, c] = await Promise.all([before, after, mask].map(pngOf))
    if (!a || !b || !c) throw new Error('no pictures')
    expect(await tools.comparePixels({ before: a, after: b, product: c }, signal)).toEqual({ changed: 10, of: 90 })
  })
  it('is refused once nobody waits for it', async () => {
    const png = await pngOf(flat(20, 20, white))
    await expect(tools.comparePixels({ before: png, after: png, product: png }, AbortSignal.abort())).rejects.toThrow('aborted')
  })
})

describe('the derivation of contact layers', () => {
  it('gives maps as PNGs of the same pixels', async () => {
    const [picture, thing] = [pictures['lit from the left'](120), product(120, shapes.ball(120))]
    const made = contactLayersFor(picture, thing)
    const seen = await tools.deriveContactLayers({ picture: await pngOf(picture), product: await pngOf(thing) }, signal)
    if (made === null || seen === null) throw new Error('no layers')
    const { shadow, light, ...rest } = seen
    expect(rest).toEqual({ box: made.box, shadowOpacity: made.shadowOpacity, lightOpacity: made.lightOpacity, edge: null })
    for (const [png, map] of [
      [shadow, made.shadow],
      [light, made.light],
    ] as const)
      expect(Buffer.compare(Buffer.from((await pixelsOf(png)).rgba), Buffer.from(map.rgba))).toBe(0)
  })

  it('gives none where there is no product', async () => {
    const picture = await pngOf(flat(20, 20, white))
    const nothing = await pngOf(painted(20, 20, () => [0, 0, 0, 0]))
    expect(await tools.deriveContactLayers({ picture, product: nothing }, signal)).toBeNull()
  })
})
