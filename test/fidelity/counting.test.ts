import { expect, it } from 'vitest'
import { ignoredIn } from '../../src/core/fidelity/counting.ts'

const size = { width: 200, height: 100 }
const box = { x: 0.25, y: 0.2, width: 0.5, height: 0.6 }

function counted(isRound: boolean, changes: 'inside' | 'outside'): (x: number, y: number) => boolean {
  const ignored = ignoredIn({ box: { ...box, isRound }, changes }, size)
  return (x, y) => ignored[y * size.width + x] === 0
}

function countOf(counts: (x: number, y: number) => boolean): number {
  let count = 0
  for (let y = 0; y < size.height; y++) for (let x = 0; x < size.width; x++) if (counts(x, y)) count += 1
  return count
}

it('of a box, all of it counts or all but it', () => {
  expect(countOf(counted(false, 'inside'))).toBe(100 * 60)
  expect(countOf(counted(false, 'outside'))).toBe(200 * 100 - 100 * 60)
})

it('of an ellipse, the corners of its box are no part of it', () => {
  const inside = counted(true, 'inside')
  expect([inside(52, 22), inside(147, 77), inside(100, 50), inside(51, 50), inside(100, 21)]).toEqual([false, false, true, true, true])
  expect(countOf(inside) / (100 * 60)).toBeCloseTo(Math.PI / 4, 1)
  expect(countOf(inside) + countOf(counted(true, 'outside'))).toBe(200 * 100)
})

it('one that hangs out of its source counts as far as it lies in it', () => {
  for (const isRound of [false, true]) {
    const ignored = ignoredIn({ box: { x: -0.5, y: 0.8, width: 0.8, height: 0.9, isRound }, changes: 'inside' }, size)
    expect(ignored).toHaveLength(200 * 100)
    expect(ignored[99 * 200]).toBe(0)
    expect(ignored[99 * 200 + 61]).toBe(1)
  }
})
