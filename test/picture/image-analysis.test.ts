import { describe, expect, it } from 'vitest'
import { contrastOn } from '../../src/core/readability/contrast.ts'
import { contactLayersFor } from '../../src/core/product/contact-shadow.ts'
import { makeImageAnalysis } from '../../src/ui/picture/image-analysis.ts'
import { black, flat, grey, look, painted, white } from '../support/texts-on-pictures.ts'
import { pixelsOf, pngOf } from '../support/pixels.ts'
import { pictures, product, shapes } from '../support/scenery.ts'

const eyes = makeImageAnalysis({ decode: pixelsOf, encode: pngOf })
const { signal } = new AbortController()
const size = { width: 40, height: 20 }

describe('what the worker sees in pictures', () => {
  it('is the contrast of each text, what it needs, and a scrim where it has less', async () => {
    const backdrop = await pngOf(flat(60, 40, white))
    const outside = look([white], size, [
      [1, 0, 90],
      [0, 1, 0],
    ])
    const texts = [look([black], size), { ...look([grey(0.55)], size), size: 30 }, look([white], size), outside]
    expect(await eyes.measure({ backdrop, texts }, signal)).toEqual([
      { contrast: 21, needed: 4.5, scrim: null },
      { contrast: contrastOn(flat(60, 40, white), look([grey(0.55)], size)), needed: 3, scrim: null },
      { contrast: 1, needed: 4.5, scrim: { tone: 'black', opacity: 0.54 } },
      { contrast: null, needed: 4.5, scrim: null },
    ])
  })

  it('is the number of product pixels that changed, without the rim of the product', async () => {
    const before = painted(20, 10, (x, y) => [x, y, 7])
    const after = painted(20, 10, (x, y) => [x, y, x === 3 ? 8 : 7])
    const mask = painted(20, 10, (x) => [0, 0, 0, x < 10 ? 255 : 0])
    const [a, b, c] = await Promise.all([before, after, mask].map(pngOf))
    if (!a || !b || !c) throw new Error('no pictures')
    expect(await eyes.compare({ before: a, after: b, product: c }, signal)).toEqual({ changed: 10, of: 90 })
  })

  it('is a ground whose maps are PNGs of the same pixels', async () => {
    const [picture, thing] = [pictures['lit from the left'](120), product(120, shapes.ball(120))]
    const made = contactLayersFor(picture, thing)
    const seen = await eyes.ground({ picture: await pngOf(picture), product: await pngOf(thing) }, signal)
    if (made === null || seen === null) throw new Error('no ground')
    const { shadow, light, ...rest } = seen
    expect(rest).toEqual({ box: made.box, shadowOpacity: made.shadowOpacity, lightOpacity: made.lightOpacity, edge: null })
    for (const [png, map] of [
      [shadow, made.shadow],
      [light, made.light],
    ] as const)
      expect(Buffer.compare(Buffer.from((await pixelsOf(png)).rgba), Buffer.from(map.rgba))).toBe(0)
  })

  it('is no ground where there is no product', async () => {
    const picture = await pngOf(flat(20, 20, white))
    const nothing = await pngOf(painted(20, 20, () => [0, 0, 0, 0]))
    expect(await eyes.ground({ picture, product: nothing }, signal)).toBeNull()
  })

  it('is refused once nobody waits for it, and where bytes are no picture', async () => {
    const backdrop = await pngOf(flat(20, 20, white))
    await expect(eyes.measure({ backdrop, texts: [] }, AbortSignal.abort())).rejects.toThrow()
    await expect(eyes.measure({ backdrop: new Uint8Array(9), texts: [] }, signal)).rejects.toThrow()
  })
})
