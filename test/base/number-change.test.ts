import { describe, expect, it } from 'vitest'
import { numberChange } from '../../src/core/base/number-change.ts'

const steps = { min: 15, max: 50, step: 1 }
const guidance = { min: 1, max: 100, step: 0.5 }

describe('a number that had to be changed', () => {
  it.each([
    [100, 50, steps, '15 to 50: 100 became 50.'],
    [-3, 15, steps, '15 to 50: -3 became 15.'],
    [20.4, 20, steps, 'Whole numbers: 20.4 became 20.'],
    [30.26, 30.5, guidance, 'In steps of 0.5: 30.26 became 30.5.'],
    [Number.NaN, 28, steps, 'Not a number: 28 stays.'],
  ])('is told: %f as %f', (typed, next, range, text) => {
    expect(numberChange(typed, next, range)).toBe(text)
  })

  it('is no news where it stays as it was typed', () => {
    expect(numberChange(20, 20, steps)).toBeNull()
  })
})
