import { describe, expect, it } from 'vitest'
import type { Rgba } from '../../src/core/readability/contrast.ts'
import { type Affine, boundsOf, multiply, inverse, translation } from '../../src/core/base/geometry.ts'
import type { LiveText } from '../../src/core/readability/readability.ts'
import { overlap, placeScrims } from '../../src/core/readability/scrim-placement.ts'
import type { Scrim } from '../../src/core/readability/scrim.ts'
import { black, turning, white } from '../support/texts-on-pictures.ts'

function aText(id: string, x: number, y: number, width = 100, size = 16, color: Rgba = white): LiveText {
  return {
    id,
    words: id,
    type: { size, isBold: false, colors: [color] },
    box: { x: 0, y: 0, width, height: 1.2 * size },
    transform: translation(x, y),
  }
}

function dark(opacity: number): Scrim {
  return { tone: 'black', opacity }
}

function place(texts: readonly LiveText[], opacities: Readonly<Record<string, number>>) {
  return placeScrims(texts, new Map(Object.entries(opacities).map(([id, opacity]) => [id, dark(opacity)])))
}

/** Three standard deviations of the blur; further inside, a scrim has its full opacity. */
function soft(feather: number): number {
  return 1.5 * feather
}

const turned: Affine = multiply(translation(200, 100), turning(33))

describe('a scrim', () => {
  it.each([
    ['upright', translation(40, 60)],
    ['turned', turned],
    [
      'mirrored',
      multiply(translation(300, 0), [
        [-1, 0, 0],
        [0, 1, 0],
      ] as const),
    ],
  ] as const)('covers its %s text with all that is not soft of it', (_, transform) => {
    const text = { ...aText('a', 0, 0), box: { x: 5, y: 2, width: 80, height: 20 }, transform }
    const [scrim] = place([text], { a: 0.4 })
    if (scrim === undefined) throw new Error('no scrim')
    const { x, y } = boundsOf({ width: 0, height: 0 }, multiply(inverse(scrim.transform), transform, translation(5, 2)))
    expect(x).toBeCloseTo(soft(scrim.feather), 6)
    expect(y).toBeCloseTo(soft(scrim.feather), 6)
    expect(scrim.size.width).toBeCloseTo(80 + 2 * soft(scrim.feather), 6)
    expect(scrim.size.height).toBeCloseTo(20 + 2 * soft(scrim.feather), 6)
    expect(scrim).toMatchObject({ texts: ['a'], tone: 'black', opacity: 0.4 })
  })

  it('is softer under larger letters', () => {
    const [small, large] = place([aText('a', 0, 0, 100, 12), aText('b', 0, 500, 300, 30)], { a: 0.3, b: 0.3 })
    expect(small?.feather).toBeLessThan(large?.feather ?? 0)
  })

  it('lies under a heading and its line together, as strong as the one that needs more', () => {
    const scrims = place([aText('a', 0, 0, 200, 28), aText('b', 0, 40, 150, 14)], { a: 0.2, b: 0.3 })
    expect(scrims).toMatchObject([{ texts: ['a', 'b'], opacity: 0.3 }])
  })

  it.each([
    ['far apart', aText('b', 0, 300), 0.3],
    ['turned another way', { ...aText('b', 0, 0), transform: multiply(translation(20, 20), turning(20)) }, 0.3],
    ['that needs far more', aText('b', 0, 22), 0.6],
    ['that would take much beside it', aText('b', 90, 22, 600, 10), 0.3],
  ] as const)('does not take in a text that is %s', (_, other, opacity) => {
    expect(place([aText('a', 0, 0), other], { a: 0.3, b: opacity })).toHaveLength(2)
  })

  it('keeps off a text that it would take contrast from, and from that only', () => {
    const [alone] = place([aText('a', 0, 0)], { a: 0.3 })
    const [beside] = place([aText('a', 0, 0), aText('b', 0, 28, 100, 16, black)], { a: 0.3 })
    const [friendly] = place([aText('a', 0, 0), aText('b', 0, 28)], { a: 0.3 })
    // It begins 8.8 px below, where nothing of the scrim is visible.
    expect(2 * soft(beside?.feather ?? Infinity)).toBeLessThanOrEqual(8.8 + 1e-9)
    expect(friendly).toEqual(alone)
    expect(alone?.feather).toBeGreaterThan(beside?.feather ?? Infinity)
  })

  it('does not join others over a text that it would take contrast from', () => {
    const texts = [aText('a', 0, 0), aText('b', 0, 21, 100, 4, black), aText('c', 0, 28)]
    expect(place(texts, { a: 0.3, c: 0.3 })).toHaveLength(2)
    expect(place([texts[0] as LiveText, texts[2] as LiveText], { a: 0.3, c: 0.3 })).toHaveLength(1)
  })

  it('meets another where their soft edges do', () => {
    const [a, b, c] = place([aText('a', 0, 0), aText('b', 140, 0, 100), aText('c', 400, 0)], { a: 0.3, b: 0.7, c: 0.3 })
    if (!a || !b || !c) throw new Error('three were expected')
    expect([overlap(a, b), overlap(a, c), overlap(a, a)]).toEqual([true, false, true])
  })
})
