import { describe, expect, it } from 'vitest'
import { inflate, overlaps } from '../../src/core/base/box.ts'

const box = { x: 10, y: 20, width: 100, height: 50 }

describe('two boxes', () => {
  it.each([
    ['lies across its corner', { x: 100, y: 60, width: 40, height: 40 }],
    ['lies inside it', { x: 20, y: 30, width: 5, height: 5 }],
    ['holds it', { x: 0, y: 0, width: 500, height: 500 }],
    ['is the same', box],
  ])('overlap where one %s', (_, other) => {
    expect(overlaps(box, other)).toBe(true)
    expect(overlaps(other, box)).toBe(true)
  })

  it.each([
    ['touches its right side', { x: 110, y: 20, width: 10, height: 10 }],
    ['touches its lower side', { x: 10, y: 70, width: 10, height: 10 }],
    ['is beside it', { x: 200, y: 20, width: 10, height: 10 }],
    ['is above it', { x: 10, y: -90, width: 100, height: 50 }],
  ])('do not overlap where one %s', (_, other) => {
    expect(overlaps(box, other)).toBe(false)
    expect(overlaps(other, box)).toBe(false)
  })
})

describe('an inflated box', () => {
  it('has the margin on all four sides', () => {
    expect(inflate(box, 5)).toEqual({ x: 5, y: 15, width: 110, height: 60 })
  })
})
