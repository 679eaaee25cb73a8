import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSameBytes } from '../../src/core/picture/same-bytes.ts'
import { runs } from '../support/runs.ts'

const bytes = fc.uint8Array({ maxLength: 40 })

describe('two files', () => {
  it('are the same where every byte is, wherever they lie in a larger buffer', () => {
    fc.assert(
      fc.property(bytes, fc.nat({ max: 5 }), (one, from) => {
        const larger = new Uint8Array(one.length + from)
        larger.set(one, from)
        expect(isSameBytes(one, larger.subarray(from))).toBe(true)
      }),
      runs(),
    )
  })

  it('are not where one byte is another, or is missing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat(), (one, at) => {
        const other = one.map((byte, index) => (index === at % one.length ? byte ^ 1 : byte))
        expect([isSameBytes(one, other), isSameBytes(one, one.subarray(1)), isSameBytes(one, one.subarray(0, -1))]).toEqual([
          false,
          false,
          false,
        ])
      }),
      runs(),
    )
  })
})
