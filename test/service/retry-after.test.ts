import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRetryAfter } from '../../src/ui/service/retry-after.ts'
import { runs } from '../support/runs.ts'

const now = Date.UTC(2026, 9, 21, 7, 28)
const longest = 2 ** 31 - 1

describe('Retry-After', () => {
  it.each([
    ['7', 7000],
    [' 7 ', 7000],
    ['0', 0],
    ['1.5', 1500],
    ['0.0004', 0],
    ['5s', 5000],
    ['30 seconds', 30_000],
    ['5, 10', 10_000],
    ['10,5', 10_000],
    ['86400000', longest],
    ['9'.repeat(400), longest],
    ['Wed, 21 Oct 2026 07:28:30 GMT', 30_000],
    ['Wednesday, 21-Oct-26 07:28:30 GMT', 30_000],
    ['Wed Oct 21 07:28:30 2026 GMT', 30_000],
    ['2026-10-21T07:28:30Z', 30_000],
    ['Wed, 21 Oct 2015 07:28:00 GMT', 0],
    ['Fri, 31 Dec 9999 23:59:59 GMT', longest],
  ])('%j is %i ms', (header, ms) => {
    expect(readRetryAfter(header, now)).toBe(ms)
  })

  it.each([null, '', ' ', '-5', '-0.5', '+5', 'Infinity', '-Infinity', 'NaN', '1e9', '0x10', 'soon', '5 minutes', '5, soon', ',', '{}'])(
    '%j says nothing',
    (header) => {
      expect(readRetryAfter(header, now)).toBeNull()
    },
  )

  it.each(['Wed, 99 Oct 2026 07:28:30 GMT', 'Sunday', 'Mon, soon', '2026-99-99T00:00:00Z'])('%j is no date', (header) => {
    expect(readRetryAfter(header, now)).toBeNull()
  })

  it('is a whole number that a timer holds, whatever it says and whatever the clock says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String), fc.date().map(String)), fc.double({ noNaN: true }), (header, clock) => {
        const ms = readRetryAfter(header, clock)
        expect(ms === null || (Number.isInteger(ms) && ms >= 0 && ms <= longest)).toBe(true)
      }),
      runs(500),
    )
  })
})
