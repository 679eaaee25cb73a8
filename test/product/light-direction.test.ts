// The gradient of weighted values, and the side from which a picture is lit.

import { describe, expect, it } from 'vitest'
import { lightDirection, weightedSlope } from '../../src/core/product/light-direction.ts'
import { fieldOf } from '../../src/core/product/pixel-field.ts'

const even = Float64Array.from([1, 1, 1, 1])

describe('the slope of weighted values', () => {
  it('is the rise from each to the next, as a part of their mean', () => {
    expect(weightedSlope(Float64Array.from([1, 2, 3, 4]), even)).toBeCloseTo(1 / 2.5, 12)
    expect(weightedSlope(Float64Array.from([8, 6, 4, 2]), even)).toBeCloseTo(-2 / 5, 12)
  })

  it('does not hear values without weight', () => {
    expect(weightedSlope(Float64Array.from([1, 99, 3, 4]), Float64Array.from([1, 0, 1, 1]))).toBeCloseTo(1 / (8 / 3), 12)
  })

  it('is null where all the weight lies on one value, or nowhere', () => {
    expect(weightedSlope(Float64Array.from([1, 2, 3, 4]), Float64Array.from([0, 0, 5, 0]))).toBeNull()
    expect(weightedSlope(Float64Array.from([1, 2, 3, 4]), new Float64Array(4))).toBeNull()
  })
})

describe('the direction of light', () => {
  const size = { width: 40, height: 30 }
  const cover = fieldOf(size, (x, y) => (x >= 15 && x < 25 && y >= 10 && y < 20 ? 1 : 0))
  const free = fieldOf(size, (_x, _y, index) => 1 - (cover.data[index] ?? 0))
  const footprint = { unit: 10, middleColumn: 19.5, bottomRow: 20, contactWidth: 10, contact: cover, standing: 1 }
  const of = (luma: (x: number) => number): number => lightDirection(fieldOf(size, luma), free, cover, footprint)

  it('goes from the bright side to the dark one', () => {
    expect(of((x) => 0.9 - 0.02 * x)).toBeGreaterThan(0.5)
    expect(of((x) => 0.1 + 0.02 * x)).toBeLessThan(-0.5)
  })

  it('is to neither side where nothing is brighter than the rest', () => {
    expect(of(() => 0.6)).toBeCloseTo(0, 5)
  })
})
