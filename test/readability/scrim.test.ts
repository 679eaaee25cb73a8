import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Rgba, contrastOn, neededFor } from '../../src/core/readability/contrast.ts'
import type { Pixels } from '../../src/core/picture/pixels.ts'
import { type Scrim, weakestScrim } from '../../src/core/readability/scrim.ts'
import { black, flat, grey, hex, textStyle, painted, white } from '../support/texts-on-pictures.ts'
import { runs } from '../support/runs.ts'

/** Composites a scrim over a picture as Figma composites a fill. In whole hundredths, so that a half is exactly a half. */
function under({ width, height, rgba }: Pixels, { tone, opacity }: Scrim): Pixels {
  const hundredth = Math.round(opacity * 100)
  const over = tone === 'white' ? 255 : 0
  const through = (value: number): number => Math.round((value * (100 - hundredth) + over * hundredth) / 100)
  return { width, height, rgba: rgba.map((value, at) => (at % 4 === 3 ? 255 : through(value))) }
}

const tones = ['black', 'white'] as const
const hundredths = Array.from({ length: 100 }, (_, step) => (step + 1) / 100)

const byte = fc.integer({ min: 0, max: 255 })
const unit = fc.double({ min: 0, max: 1, noNaN: true })
const color: fc.Arbitrary<Rgba> = fc.record({
  r: unit,
  g: unit,
  b: unit,
  a: fc.oneof(fc.constant(1), fc.double({ min: 0.2, max: 1, noNaN: true })),
})
/** Between two colours, so that there are pictures for which a scrim suffices as well as others. */
const backdrops = fc
  .tuple(
    fc.array(byte, { minLength: 3, maxLength: 3 }),
    fc.array(byte, { minLength: 3, maxLength: 3 }),
    fc.array(unit, { minLength: 60, maxLength: 60 }),
  )
  .map(([a, b, mix]) => painted(10, 6, (x, y) => a.map((from, k) => from + Math.round(((b[k] ?? 0) - from) * (mix[y * 10 + x] ?? 0)))))
const style = fc
  .tuple(fc.array(color, { minLength: 1, maxLength: 2 }), fc.constantFrom(16, 24))
  .map(([colors, size]) => ({ ...textStyle(colors, { width: 10, height: 6 }), size }))

describe('the weakest scrim', () => {
  it('reaches what the text needs, and no weaker one of either tone does', () => {
    const seen = { none: 0, needless: 0, black: 0, white: 0 }
    fc.assert(
      fc.property(backdrops, style, (backdrop, text) => {
        const reaches = (scrim: Scrim): boolean => (contrastOn(under(backdrop, scrim), text) ?? 0) >= neededFor(text)
        const scrim = weakestScrim(backdrop, text)
        if ((contrastOn(backdrop, text) ?? 0) >= neededFor(text)) {
          seen.needless += 1
          expect(scrim).toBeNull()
          return
        }
        seen[scrim?.tone ?? 'none'] += 1
        const first = hundredths.flatMap((opacity) => tones.map((tone) => ({ tone, opacity }))).find(reaches)
        expect(scrim === null ? null : { tone: scrim.tone, opacity: scrim.opacity }).toEqual(first ?? null)
      }),
      runs(),
    )
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0)
  })

  it('is black under white text and white under black text', () => {
    expect(weakestScrim(flat(10, 10, grey(0.6)), textStyle([white]))?.tone).toBe('black')
    expect(weakestScrim(flat(10, 10, grey(0.4)), textStyle([black]))?.tone).toBe('white')
  })

  it('is found for grey text on grey, which first loses contrast under it', () => {
    const scrim = weakestScrim(flat(10, 10, hex('#8a8a8a')), textStyle([hex('#808080')]))
    expect(scrim?.opacity).toBeGreaterThan(0.5)
  })

  it('is none where the text is readable, lies outside, or has black, grey and white at once', () => {
    const backdrop = flat(10, 10, white)
    const outside = textStyle([white], { width: 5, height: 5 }, [[1, 0, 40], [0, 1, 0]]) // prettier-ignore
    expect([textStyle([black]), outside, textStyle([black, grey(0.5), white])].map((text) => weakestScrim(backdrop, text))).toEqual([
      null,
      null,
      null,
    ])
  })
})
