import { describe, expect, it } from 'vitest'
import { identity, scaling } from '../../src/core/base/geometry.ts'
import { type TextReading, type LiveText, judge, textStyleOf } from '../../src/core/readability/readability.ts'
import { limitText, ratioText, verdictText } from '../../src/core/readability/words.ts'

function aText(id: string, isKnown = true): LiveText {
  return {
    id,
    words: `Words of ${id}`,
    box: { x: 2, y: 3, width: 40, height: 20 },
    transform: identity,
    type: isKnown ? { size: 16, isBold: false, colors: [] } : null,
  }
}

function read(contrast: number | null, opacity: number | null = null, needed = 4.5): TextReading {
  return {
    contrast,
    needed,
    scrim: opacity === null ? null : { tone: 'black', opacity },
  }
}

/** Texts t0, t1 … with these readings. */
function judged(...reads: readonly TextReading[]) {
  return judge(
    reads.map((_, index) => aText(`t${index}`)),
    new Map(reads.map((one, index) => [`t${index}`, one])),
  )
}

describe('the verdict on the texts over a picture', () => {
  it('names those below what they need, and what could help them', () => {
    const verdict = judged(read(5.2), read(2, 0.4), read(1.5, 0.9), read(3.4), read(3.1, null, 3))
    expect(verdict).toMatchObject({ count: 5, lowest: 1.5 })
    expect(verdict.unreadable.map(({ id, remedy }) => [id, remedy])).toEqual([
      ['t1', 'soft'],
      ['t2', 'solid'],
      ['t3', 'none'],
    ])
  })

  it('counts no text that lies outside the picture, and tells those without a colour apart', () => {
    expect(judged(read(null), read(7))).toMatchObject({ count: 1, unreadable: [], lowest: 7, unknown: 0 })
    expect(judge([aText('a', false)], new Map())).toMatchObject({ count: 0, unknown: 1 })
  })

  it('is reached by a text that has exactly what it needs', () => {
    expect(judged(read(4.5)).unreadable).toEqual([])
  })
})

it('the style of a text begins at its letters', () => {
  const { box, transform } = textStyleOf({ size: 16, isBold: true, colors: [] }, aText('a'), scaling(2, 2))
  expect(box).toEqual({ width: 40, height: 20 })
  expect(transform).toEqual([
    [2, 0, 4],
    [0, 2, 6],
  ])
})

describe('what is said', () => {
  it('never promises more than there is', () => {
    expect([ratioText(4.499), ratioText(4.5), ratioText(2.3), ratioText(21)]).toEqual(['4.4 : 1', '4.5 : 1', '2.3 : 1', '21.0 : 1'])
  })

  it.each([
    [judged(read(5.23), read(9)), 0, null, 'All 2 texts pass. Lowest 5.2 : 1.'],
    [judged(read(5.23)), 0, null, 'The text passes: 5.2 : 1.'],
    [judged(read(2, 0.3), read(9), read(2, 0.3)), 0, null, '2 texts hard to read.'],
    [judged(read(2, 0.3), read(9)), 0, null, '1 text hard to read.'],
    [judged(read(4.5), read(9)), 3, 'laid', 'All 2 texts pass. Lowest 4.5 : 1. 3 scrims added.'],
    [judged(read(2), read(9)), 1, 'laid', '1 text still hard to read. 1 scrim added.'],
    [judged(read(2, 0.2), read(9)), 0, 'removed', 'Scrims removed. 1 text hard to read.'],
    [judged(read(4.6), read(9)), 0, 'recoloured', 'All 2 texts pass. Lowest 4.6 : 1.'],
    [judged(read(null)), 0, null, 'No text could be measured.'],
  ] as const)('of %o with %i scrims, %s', (verdict, laid, mended, words) => {
    expect(verdictText(verdict, laid, mended)).toBe(words)
  })

  it.each([
    [judged(read(2, 0.3)), []],
    [judged(read(2, 0.9)), ['It needs a scrim that is nearly solid. Recolour text keeps more of the picture.']],
    [judged(read(2, 0.9), read(2, 0.3)), ['1 of them needs a scrim that is nearly solid. Recolour text keeps more of the picture.']],
    [judged(read(2), read(2)), ['They need another colour: no scrim is enough.']],
    [{ ...judged(read(9)), unknown: 2 }, ['2 texts are filled with a picture or blended, so they were not measured.']],
  ] as const)('of the limits of %o', (verdict, lines) => {
    expect(limitText(verdict)).toEqual(lines)
  })
})
