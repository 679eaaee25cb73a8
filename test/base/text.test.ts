import { describe, expect, it } from 'vitest'
import { messageOf, plural, quantity } from '../../src/core/base/text.ts'

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
