import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Box, bottom, right } from '../../src/core/base/geometry.ts'
import { beside, gap } from '../../src/core/order/placement.ts'
import { runs } from '../support/runs.ts'

const box = fc.record({
  x: fc.integer({ min: -2000, max: 8000 }),
  y: fc.integer({ min: -2000, max: 2000 }),
  width: fc.integer({ min: 1, max: 3000 }),
  height: fc.integer({ min: 1, max: 3000 }),
})

function overlap(a: Box, b: Box): boolean {
  return a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a)
}

const source: Box = { x: 100, y: 50, width: 400, height: 300 }

describe('the place of a result', () => {
  it('is a gap to the right of the source, at its height', () => {
    expect(beside(source, 50, source, [source])).toEqual({ x: 500 + gap, y: 50 })
  })

  it('overlaps nothing, at the asked height, right of the source', () => {
    fc.assert(
      fc.property(box, box, fc.array(box, { maxLength: 12 }), (anchor, size, taken) => {
        const { x, y } = beside(anchor, anchor.y, size, taken)
        expect(y).toBe(anchor.y)
        expect(x).toBeGreaterThanOrEqual(right(anchor) + gap)
        for (const other of taken) expect(overlap({ x, y, width: size.width, height: size.height }, other)).toBe(false)
      }),
      runs(300),
    )
  })

  it('goes past what is in the way, not past what is above or below', () => {
    const inTheWay = { x: 600, y: 0, width: 100, height: 100 }
    const below = { x: 560, y: 400, width: 5000, height: 100 }
    expect(beside(source, 50, source, [below, inTheWay])).toEqual({ x: 700 + gap, y: 50 })
  })

  it('lines up variants with equal gaps', () => {
    const taken: Box[] = [source]
    for (let i = 0; i < 4; i++) taken.push({ ...beside(source, 50, source, taken), width: 400, height: 300 })
    expect(taken.map(({ x }) => x)).toEqual([100, 560, 1020, 1480, 1940])
  })

  it('does not change the list it is given', () => {
    const taken = [below(3), below(1), below(2)]
    beside(source, 50, source, taken)
    expect(taken.map(({ x }) => x)).toEqual([3000, 1000, 2000])
  })
})

function below(n: number): Box {
  return { x: n * 1000, y: 0, width: 10, height: 10 }
}
