import { describe, expect, it } from 'vitest'
import { apartFrom, cutText, messageOf, plural, quantity, wellFormed } from '../../src/core/base/text.ts'

describe('a text', () => {
  it('is cut between letters, never through one', () => {
    expect([cutText('a👩b', 2), cutText('👩👩', 1), cutText('漢字', 5)]).toEqual(['a👩', '👩', '漢字'])
  })

  it.each([
    ['Apartment, street view, variant 1', ['Apartment, street view, variant 2'], '…variant 1'],
    ['Apartment, street view, by day', ['Apartment, street view, at night', 'Apartment, street view, by day'], '…by day'],
    ['App/Onboarding/Welcome', ['App/Onboarding/Welcome 2'], '…Welcome'],
    ['Villa, street view', ['Villa, garden view'], 'Villa, street view'],
    ['Apartment, street view', ['Hut'], 'Apartment, street view'],
    ['Apartment, street view', ['Apartment, street view', 'Hut'], 'Apartment, street view'],
    ['Ferienhäuser am See 👩👩👩👩👩👩👩👩', ['Ferienhäuser am See 👩👩👩👩👩👩👩'], '…👩👩👩👩👩👩👩👩'],
  ])('says what tells it apart: %j beside %j', (text, others, apart) => {
    expect(apartFrom(others, text)).toBe(apart)
  })

  it('has no half letters once it is mended, and keeps the whole ones', () => {
    expect(wellFormed('a\ud83d b\udc69 👩🏽‍💻 שלום')).toBe('a\ufffd b\ufffd 👩🏽‍💻 שלום')
  })
})

describe('a noun', () => {
  it('is singular for exactly one', () => {
    expect([0, 1, 2].map((count) => plural(count, 'scrim'))).toEqual(['scrims', 'scrim', 'scrims'])
  })

  it('stands behind its number, also where its plural is another word', () => {
    expect([quantity(1, 'text is', 'texts are'), quantity(3, 'text is', 'texts are')]).toEqual(['1 text is', '3 texts are'])
  })
})

describe('what was thrown', () => {
  it('is told by its message, or as text', () => {
    expect([messageOf(new TypeError('x')), messageOf('y'), messageOf(undefined)]).toEqual(['x', 'y', 'undefined'])
  })
})
