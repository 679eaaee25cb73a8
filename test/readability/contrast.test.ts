import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Rgba, type TextStyle, contrastOf, contrastOn, neededFor } from '../../src/core/readability/contrast.ts'
import { multiply, identity, translation } from '../../src/core/base/geometry.ts'
import { black, flat, grey, hex, textStyle, painted, turning, white } from '../support/texts-on-pictures.ts'
import { runs } from '../support/runs.ts'

const byte = fc.integer({ min: 0, max: 255 })
const opaque: fc.Arbitrary<Rgba> = fc.tuple(byte, byte, byte).map(([r, g, b]) => ({ r: r / 255, g: g / 255, b: b / 255, a: 1 }))
const color: fc.Arbitrary<Rgba> = fc.tuple(opaque, fc.double({ min: 0, max: 1, noNaN: true })).map(([rgb, a]) => ({ ...rgb, a }))

/** The definition, implemented independently and pixel by pixel: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function reference(rgb: readonly number[], text: Rgba): number {
  const channel = (value: number): number => (value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4))
  const luminance = (parts: readonly number[]): number => {
    const [r = 0, g = 0, b = 0] = parts.map(channel)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const under = rgb.map((value) => value / 255)
  const over = [text.r, text.g, text.b].map((value, k) => value * text.a + (under[k] ?? 0) * (1 - text.a))
  const [low = 0, high = 0] = [luminance(under), luminance(over)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

describe('contrast of two colours', () => {
  it.each([
    ['#767676', '#ffffff', 4.54],
    ['#777777', '#ffffff', 4.48],
    ['#000000', '#ffffff', 21],
    ['#ff0000', '#ffffff', 4],
    ['#0000ff', '#ffffff', 8.59],
    ['#949494', '#ffffff', 3.03],
  ])('of %s on %s is %d', (one, other, ratio) => {
    expect(contrastOf(hex(one), hex(other))).toBeCloseTo(ratio, 2)
    expect(contrastOf(hex(other), hex(one))).toBe(contrastOf(hex(one), hex(other)))
  })

  it('is what WCAG defines, for any two colours', () => {
    fc.assert(
      fc.property(opaque, opaque, (a, b) => {
        expect(contrastOf(a, b)).toBeCloseTo(reference([a.r * 255, a.g * 255, a.b * 255], b), 10)
      }),
      runs(),
    )
  })
})

describe('the contrast that a text needs', () => {
  it.each([
    [16, false, 4.5],
    [23.9, false, 4.5],
    [24, false, 3],
    [18.5, true, 4.5],
    [18.66, true, 3],
    [12, true, 4.5],
  ] as const)('at %d px, bold %s, is %d', (size, isBold, needed) => {
    expect(neededFor({ size, isBold })).toBe(needed)
  })
})

describe('the contrast of a text on a picture', () => {
  it('is exact on a flat colour, however the text lies and however large it is', () => {
    fc.assert(
      fc.property(opaque, color, fc.integer({ min: 1, max: 300 }), fc.nat({ max: 360 }), (under, text, side, degrees) => {
        const backdrop = flat(120, 90, under)
        const style = textStyle([text], { width: side, height: side / 3 }, multiply(translation(60, 45), turning(degrees)))
        expect(contrastOn(backdrop, style)).toBeCloseTo(reference([under.r * 255, under.g * 255, under.b * 255], text), 10)
      }),
      runs(),
    )
  })

  it('is what all but the worst twentieth of the pixels reach', () => {
    const pixels = fc.array(fc.tuple(byte, byte, byte), { minLength: 96, maxLength: 96 })
    fc.assert(
      fc.property(pixels, color, fc.nat({ max: 15 }), fc.nat({ max: 9 }), (rgb, text, x, y) => {
        const backdrop = painted(12, 8, (px, py) => rgb[py * 12 + px] ?? [0, 0, 0])
        const at = textStyle([text], { width: 10, height: 6 }, translation(x - 4, y - 2))
        const ratios: number[] = []
        for (let py = Math.max(0, y - 2); py < Math.min(8, y + 4); py++)
          for (let px = Math.max(0, x - 4); px < Math.min(12, x + 6); px++) ratios.push(reference(rgb[py * 12 + px] ?? [], text))
        ratios.sort((a, b) => a - b)
        expect(contrastOn(backdrop, at)).toBeCloseTo(ratios[Math.floor(ratios.length * 0.05)] ?? 0, 10)
      }),
      runs(),
    )
  })

  it('forgives a speck, not half a box', () => {
    const onDark = (share: number): number | null =>
      contrastOn(
        painted(100, 100, (x) => (x < share * 100 ? [0, 0, 0] : [255, 255, 255])),
        textStyle([black], { width: 100, height: 100 }),
      )
    expect([onDark(0.04), onDark(0.5)]).toEqual([21, 1])
  })

  it.each(['columns', 'rows'])('sees fine stripes in %s under a text too large to read whole', (way) => {
    const onStripes = (every: number): number | null =>
      contrastOn(
        painted(1200, 900, (x, y) => ((way === 'rows' ? y : x) % every === 0 ? [0, 0, 0] : [255, 255, 255])),
        textStyle([black], { width: 1200, height: 900 }),
      )
    expect([2, 4, 8, 16, 40, 64].map(onStripes)).toEqual([1, 1, 1, 1, 21, 21])
  })

  it('is of the worst colour of its parts', () => {
    const backdrop = flat(10, 10, white)
    expect(contrastOn(backdrop, textStyle([black, grey(0.8), black]))).toBe(contrastOn(backdrop, textStyle([grey(0.8)])))
  })

  it('takes what is transparent in the picture as white', () => {
    const backdrop = painted(10, 10, () => [0, 0, 0, 0])
    expect([contrastOn(backdrop, textStyle([black])), contrastOn(backdrop, textStyle([white]))]).toEqual([21, 1])
  })

  it('style only at what a turned text covers', () => {
    // Black except for a diagonal band, in which the text is.
    const backdrop = painted(200, 200, (x, y) => (Math.abs(x - y) < 24 ? [255, 255, 255] : [0, 0, 0]))
    const along = multiply(translation(40, 40), turning(45), translation(0, -10))
    const across = multiply(translation(100, 100), turning(-45), translation(-80, -10))
    const box = { width: 160, height: 20 }
    expect([contrastOn(backdrop, textStyle([black], box, along)), contrastOn(backdrop, textStyle([black], box, across))]).toEqual([21, 1])
  })

  it('is of the part inside the picture, and nothing for a text outside it', () => {
    const backdrop = painted(100, 100, (x) => (x < 50 ? [255, 255, 255] : [0, 0, 0]))
    const at = (x: number, y: number): number | null =>
      contrastOn(backdrop, textStyle([black], { width: 60, height: 10 }, translation(x, y)))
    expect([at(-59, 5), at(-30, -5), at(90, 95)]).toEqual([21, 21, 1])
    expect([at(-61, 5), at(101, 0), at(0, -11), at(0, 101)]).toEqual([null, null, null, null])
  })

  it('is told of a thin strip of a long text that reaches in', () => {
    const style = textStyle([black], { width: 6000, height: 40 }, translation(-5997, 10))
    expect(contrastOn(flat(300, 100, white), style)).toBe(21)
  })

  it('is told of a text smaller than a pixel, and not of one without a colour', () => {
    const tiny: TextStyle = textStyle([black], { width: 0.3, height: 0.2 }, translation(5.1, 5.1))
    expect(contrastOn(flat(10, 10, white), tiny)).toBe(21)
    expect(contrastOn(flat(10, 10, white), textStyle([], { width: 5, height: 5 }, identity))).toBeNull()
  })
})
